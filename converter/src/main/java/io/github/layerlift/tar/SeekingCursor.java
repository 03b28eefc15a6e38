package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.nio.ByteBuffer;

/**
 * Seeks: a read or two for each entry, however big the data between headers. It buffers a few
 * kilobytes, so that neighbouring headers cost one read.
 */
final class SeekingCursor implements Cursor<LayerliftException> {
  private static final int BLOCK = TarHeader.BLOCK;

  private final Extent whole;
  private final Cancellation cancellation;
  private final byte[] bytes = new byte[16 * BLOCK];
  private long from;
  private int length;
  private int start;

  SeekingCursor(ByteSource source, Cancellation cancellation) {
    this.whole = new Extent(source, source.name(), 0, source.size());
    this.cancellation = cancellation;
  }

  @Override
  public int move(long dataEnd, long next) throws LayerliftException {
    cancellation.check();
    if (next < from || next + BLOCK > from + length) {
      from = next;
      length = Math.max(0, whole.read(ByteBuffer.wrap(bytes), next));
    }
    start = (int) (next - from);
    return Math.max(0, Math.min(BLOCK, length - start));
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public byte[] data(String name, long at, int size) throws LayerliftException {
    return new Extent(whole.source(), name, at, size).head(size);
  }
}
