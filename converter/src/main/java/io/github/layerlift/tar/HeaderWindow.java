package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import java.nio.ByteBuffer;

/** A few kilobytes of the source, moved along so that neighbouring headers cost one read. */
final class HeaderWindow {
  private static final int SIZE = 16 * TarHeader.BLOCK;

  private final Extent whole;
  private final byte[] bytes = new byte[SIZE];
  private long start;
  private int length;
  private long position;

  HeaderWindow(ByteSource source) {
    this.whole = new Extent(source, source.name(), 0, source.size());
  }

  /** Makes the block at {@code offset} readable and returns its index in {@link #bytes()}. */
  int move(long offset) throws LayerliftException {
    position = offset;
    if (offset < start || offset + TarHeader.BLOCK > start + length) {
      start = offset;
      length = Math.max(0, whole.read(ByteBuffer.wrap(bytes), offset));
    }
    return (int) (offset - start);
  }

  byte[] bytes() {
    return bytes;
  }

  /** How many bytes of the block are there; fewer than 512 only at the end of the source. */
  int blockLength() {
    return (int) Math.max(0, Math.min(TarHeader.BLOCK, start + length - position));
  }

  boolean isEnd() {
    return blockLength() == 0;
  }
}
