package io.github.layerlift.compare;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.image.Digest;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.Inode;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.MergeWatcher;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the files of packed layers while their headers are read: the content passes anyway, and would
 * have to be unpacked again to be compared.
 */
class PassingHashes implements MergeWatcher {
  private final Set<Integer> layers;
  private final Map<Place, HashCode> hashes = new HashMap<>();
  private @Nullable Tap tap;

  /**
   * @param layers the numbers of those whose files are hashed
   */
  PassingHashes(Set<Integer> layers) {
    this.layers = Set.copyOf(layers);
  }

  /** Where a file is: in which layer, from which of its unpacked bytes on. */
  private record Place(int layer, long offset) {}

  /** The packed layers that the other image doesn't have: in those that it has, all files are equal. */
  static Set<Integer> worthIt(LayerStack layers, List<Digest> diffIds, List<Digest> others) {
    Set<Digest> shared = Set.copyOf(others);
    Set<Integer> numbers = new HashSet<>();
    for (int i = 1; i <= diffIds.size(); i++) {
      if (!layers.isPlain(i) && !shared.contains(diffIds.get(i - 1))) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  /** The hash of a file, if it is known. */
  @Nullable
  HashCode of(Inode file) {
    return hashes.get(new Place(file.layer(), file.offset()));
  }

  @Override
  public InputStream opening(int layer, InputStream unpacked) {
    tap = layers.contains(layer) ? new Tap(unpacked, layer) : null;
    return tap == null ? unpacked : tap;
  }

  @Override
  public void applying(int layer, Entry entry, long start, long end, ImageTree tree) {
    if (tap != null && entry.kind() == FileKind.FILE && entry.content().size() > 0) {
      tap.expect(entry.content().offset(), entry.content().size());
    }
  }

  /** Hashes what passes of a layer, if it is a file's content. */
  private final class Tap extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final int layer;
    private final byte[] buffer = new byte[BUFFER];
    private long position;
    private long start;
    private long end;
    private @Nullable Hasher hasher;

    Tap(InputStream in, int layer) {
      super(in);
      this.layer = layer;
    }

    /** Hashes the next bytes from {@code offset} on, which have not passed yet. */
    void expect(long offset, long size) {
      start = offset;
      end = offset + size;
      hasher = Hashing.sha256().newHasher();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      int count = in.read(into, at, length);
      if (count > 0) {
        pass(into, at, count);
      }
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      if (hasher != null) {
        return Math.max(0, read(buffer, 0, (int) Math.min(count, BUFFER)));
      }
      long skipped = in.skip(count);
      position += skipped;
      return skipped;
    }

    private void pass(byte[] bytes, int at, int count) {
      if (hasher != null) {
        int from = (int) Math.max(0, Math.min(count, start - position));
        int to = (int) Math.min(count, end - position);
        hasher.putBytes(bytes, at + from, to - from);
        if (position + count >= end) {
          hashes.put(new Place(layer, start), hasher.hash());
          hasher = null;
        }
      }
      position += count;
    }
  }
}
