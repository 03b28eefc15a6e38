package io.github.layerlift.layering;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A layer that is made while it is read, at any position and by any thread. It keeps where its parts
 * start, and none of their bytes.
 */
final class Recipe implements ByteSource {
  private final List<ByteSource> sources;
  private final List<Part> parts;
  private final long[] ends;

  private Recipe(List<ByteSource> sources, List<Part> parts, long[] ends) {
    this.sources = sources;
    this.parts = parts;
    this.ends = ends;
  }

  /** Adds part to part. Not for several threads. */
  static final class Builder {
    private final List<ByteSource> sources;
    private final List<Part> parts = new ArrayList<>();
    private long[] ends = new long[64];

    /**
     * @param sources whatever the parts are made of; at least one
     */
    Builder(List<ByteSource> sources) {
      this.sources = List.copyOf(sources);
    }

    void add(Part part) {
      Extent content = part.content();
      long size = part.head().length + (content == null ? 0 : content.size()) + part.padding();
      if (parts.size() == ends.length) {
        ends = Arrays.copyOf(ends, ends.length * 2);
      }
      ends[parts.size()] = size() + size;
      parts.add(part);
    }

    /** Bytes of all parts so far. */
    long size() {
      return parts.isEmpty() ? 0 : ends[parts.size() - 1];
    }

    /** The layer. */
    Stored stored(String name) {
      Recipe recipe = new Recipe(sources, List.copyOf(parts), Arrays.copyOf(ends, parts.size()));
      return new Stored(new Extent(recipe, name, 0, recipe.size()), Compression.NONE, null);
    }
  }

  @Override
  public String name() {
    return sources.get(0).name();
  }

  @Override
  public long size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    if (position >= size()) {
      return -1;
    }
    int start = into.position();
    int found = Arrays.binarySearch(ends, position);
    int part = found >= 0 ? found + 1 : -found - 1;
    for (; into.hasRemaining() && part < ends.length; part++) {
      long from = part == 0 ? 0 : ends[part - 1];
      read(parts.get(part), ends[part] - from, into, position + into.position() - start - from);
    }
    return into.position() - start;
  }

  private static void read(Part part, long size, ByteBuffer into, long position)
      throws IOException {
    Extent content = part.content();
    long length = content == null ? 0 : content.size();
    int padding = part.padding();
    long head = size - length - padding;
    long at = position;
    if (at < head) {
      at += put(part.head(), at, into);
    }
    if (content != null && into.hasRemaining() && at < head + length) {
      at += content.read(into, at - head);
    }
    if (into.hasRemaining() && at < size) {
      put(new byte[padding], at - head - length, into);
    }
  }

  private static int put(byte[] bytes, long from, ByteBuffer into) {
    int count = (int) Math.min(bytes.length - from, into.remaining());
    into.put(bytes, (int) from, count);
    return count;
  }

  @Override
  public boolean isPrivate() {
    return sources.stream().allMatch(ByteSource::isPrivate);
  }

  @Override
  public void checkUnchanged() throws IOException {
    for (ByteSource source : sources) {
      source.checkUnchanged();
    }
  }

  /** The sources are closed by their openers. */
  @Override
  public void close() {}
}
