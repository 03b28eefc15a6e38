package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A sparse entry as the full file: the stored parts, and zeros between them. */
final class SparseFile implements ByteSource {
  private static final byte[] ZEROS = new byte[1 << 13];

  private final ByteSource archive;
  private final long data;
  private final SparseMap map;

  /**
   * @param data where the first stored part is in {@code archive}; all of them lie within it
   */
  SparseFile(ByteSource archive, long data, SparseMap map) {
    this.archive = archive;
    this.data = data;
    this.map = map;
  }

  @Override
  public String name() {
    return archive.name();
  }

  @Override
  public long size() {
    return map.size();
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    if (position >= map.size()) {
      return -1;
    }
    int part = map.part(position);
    if (position < map.start(part)) {
      int count = (int) Math.min(into.remaining(), map.start(part) - position);
      for (int left = count; left > 0; left -= ZEROS.length) {
        into.put(ZEROS, 0, Math.min(left, ZEROS.length));
      }
      return count;
    }
    int limit = into.limit();
    into.limit((int) Math.min(limit, into.position() + map.end(part) - position));
    try {
      return archive.read(into, data + map.stored(part) + position - map.start(part));
    } finally {
      into.limit(limit);
    }
  }

  @Override
  public boolean isPrivate() {
    return archive.isPrivate();
  }

  @Override
  public void checkUnchanged() throws IOException {
    archive.checkUnchanged();
  }

  /** The archive is closed by its opener. */
  @Override
  public void close() {}
}
