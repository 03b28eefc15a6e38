package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.nio.ByteBuffer;

/** Scans what follows the last entry of a tar: any number of zeros, then the end or other data. */
final class EndScan {
  private static final int CHUNK = 1 << 16;
  private static final int BLOCK = TarHeader.BLOCK;

  private final Extent whole;
  private final Cancellation cancellation;

  EndScan(ByteSource source, Cancellation cancellation) {
    this.whole = new Extent(source, source.name(), 0, source.size());
    this.cancellation = cancellation;
  }

  /** The ending of a tar whose last entry ends at {@code offset}, with zeros after it. */
  Ending marked(long offset) throws LayerliftException {
    long rest = skipZeros(offset);
    long start = isHeader(rest) ? rest : rest - (rest - offset) % BLOCK;
    boolean isTar = isHeader(start);
    return ending(offset, true, isTar ? start : rest, isTar);
  }

  /** The ending of a tar that ends with its last entry. */
  Ending unmarked() {
    return ending(whole.size(), false, whole.size(), false);
  }

  private Ending ending(long offset, boolean marked, long rest, boolean isTar) {
    Extent behind = new Extent(whole.source(), whole.entry(), rest, whole.size() - rest);
    return new Ending(offset, marked, rest - offset, behind, isTar);
  }

  /** The offset of the first byte at or after {@code from} that isn't zero; the size if all are. */
  private long skipZeros(long from) throws LayerliftException {
    ByteBuffer zeros = ByteBuffer.allocate(CHUNK);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long at = from; at < whole.size(); at += CHUNK) {
      cancellation.check();
      whole.read(chunk.clear(), at);
      chunk.flip();
      int mismatch = chunk.mismatch(zeros.clear().limit(chunk.limit()));
      if (mismatch >= 0) {
        return at + mismatch;
      }
    }
    return whole.size();
  }

  private boolean isHeader(long offset) throws LayerliftException {
    byte[] block = new byte[BLOCK];
    return whole.read(ByteBuffer.wrap(block), offset) == BLOCK
        && !TarHeader.isZero(block, 0, BLOCK)
        && TarHeader.hasChecksum(block, 0);
  }
}
