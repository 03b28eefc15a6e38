package io.github.layerlift.tar;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.fault.LayerliftException;
import java.nio.ByteBuffer;

/**
 * The files of a tar while it arrives in a spool, in order; each step waits for the next header. It
 * finds what the index will find, and simply ends at anything odd: the index reports it.
 */
public final class ArrivingEntries {
  private static final int BLOCK = TarHeader.BLOCK;
  private static final int MAX_PAX_SIZE = 1 << 16;

  private final Spool spool;
  private long next;
  private long offset;
  private long size;

  public ArrivingEntries(Spool spool) {
    this.spool = spool;
  }

  /** Goes to the next file; false if there is none. */
  public boolean next() throws LayerliftException {
    PaxRecords pax = PaxRecords.NONE;
    while (spool.await(next + BLOCK) >= next + BLOCK) {
      byte[] block = read(next, BLOCK);
      if (!TarHeader.hasChecksum(block, 0)) {
        return false;
      }
      TarHeader header = TarHeader.parse(block, 0, next);
      boolean isFile = header.type() == '0' || header.type() == '7' || header.type() == '\0';
      offset = next + BLOCK;
      size = isFile ? pax.size(header.size(), next) : header.size();
      if (size > TarHeader.MAX_SIZE) {
        return false;
      }
      next = offset + (size + BLOCK - 1) / BLOCK * BLOCK;
      if (isFile) {
        return true;
      }
      if (header.type() == 'x') {
        if (size > MAX_PAX_SIZE || spool.await(offset + size) < offset + size) {
          return false;
        }
        pax = PaxRecords.parse(read(offset, (int) size), offset);
      } else if (!header.isBetween()) {
        pax = PaxRecords.NONE;
      }
    }
    return false;
  }

  /** Where the file's data starts. */
  public long offset() {
    return offset;
  }

  /** Bytes of the file. */
  public long size() {
    return size;
  }

  /**
   * Waits for bytes of the file and reads as many as are there.
   *
   * @param position from the start of the file
   * @return how many were read; 0 if no more will come
   */
  public int read(ByteBuffer into, long position) throws LayerliftException {
    long wanted = Math.min(size - position, into.remaining());
    long available = spool.await(offset + position + wanted) - offset - position;
    if (wanted <= 0 || available < wanted) {
      return 0;
    }
    return new Extent(spool, spool.name(), offset + position, wanted).read(into, 0);
  }

  private byte[] read(long at, int length) throws LayerliftException {
    return new Extent(spool, spool.name(), at, length).head(length);
  }
}
