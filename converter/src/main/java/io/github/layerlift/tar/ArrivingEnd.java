package io.github.layerlift.tar;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WayOut;

/**
 * Finds the end of a tar while it arrives in a spool, so that endless data after it is not spooled
 * forever. It never decides what belongs to the archive: the index does, from everything that
 * arrived.
 */
public final class ArrivingEnd {
  /** What may follow the last entry: more zeros than tapes leave, and any garbage worth a warning. */
  private static final long MAX_BEHIND = 64L << 20;

  /** What may precede the first entry: an empty tar has 10 KiB of zeros. */
  private static final long MAX_ZEROS_BEFORE = 1L << 20;

  private static final int BLOCK = TarHeader.BLOCK;
  private static final int MAX_PAX = 1 << 16;

  /** Where an old sparse header, and each block that continues it, says whether another follows. */
  private static final int SPARSE_MORE = 482;

  private static final int SPARSE_MORE_AGAIN = 504;

  private final Spool spool;
  private long next;
  private long end;
  private boolean lost;
  private PaxRecords pax = PaxRecords.NONE;
  private long sparseData = -1;

  public ArrivingEnd(Spool spool) {
    this.spool = spool;
  }

  /**
   * Takes in what has arrived since the last call.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if too much has arrived that is not
   *     an archive
   */
  public void follow() throws LayerliftException {
    while (!lost && spool.size() - BLOCK >= next && step()) {
      // the next header may have arrived as well
    }
    long behind = spool.size() - end;
    if (end == 0 && !lost && behind > MAX_ZEROS_BEFORE) {
      throw Fault.of(
              ErrorCode.NOT_AN_ARCHIVE,
              spool.name() + " is not a tar archive: it begins with zeros only")
          .hint("the command that created it has failed, or never wrote its data")
          .exception();
    }
    if (behind > MAX_BEHIND) {
      throw Fault.of(
              ErrorCode.INPUT_ENDLESS,
              spool.name() + " has more than " + (MAX_BEHIND >> 20)
                  + " MiB after the end of the archive")
          .at(end)
          .hint(
              WayOut.piped("head -c " + (end + 2 * BLOCK) + " IN").then(" reads only the archive"))
          .exception();
    }
  }

  /** Goes past one block, or past an entry with its data; false if more has to arrive first. */
  private boolean step() throws LayerliftException {
    byte[] block = read(next, BLOCK);
    if (sparseData >= 0) {
      boolean more = block[SPARSE_MORE_AGAIN] != 0;
      pass(more ? 0 : sparseData);
      sparseData = more ? sparseData : -1;
    } else if (TarHeader.isZero(block, 0, BLOCK)) {
      next += BLOCK;
    } else if (!TarHeader.hasChecksum(block, 0)) {
      lost = true;
    } else {
      return take(TarHeader.parse(block, 0, next), block[SPARSE_MORE] != 0);
    }
    return true;
  }

  private boolean take(TarHeader header, boolean sparseMore) throws LayerliftException {
    if (header.type() == 'x') {
      if (header.size() <= MAX_PAX) {
        if (spool.size() - BLOCK - header.size() < next) {
          return false;
        }
        pax = PaxRecords.parse(read(next + BLOCK, (int) header.size()), next);
      }
      pass(header.size());
      return true;
    }
    boolean between = header.isBetween();
    long size = between ? header.size() : header.size(pax, next);
    if (header.type() == 'S' && sparseMore) {
      sparseData = size;
      size = 0;
    }
    pass(size);
    pax = between ? pax : PaxRecords.NONE;
    return true;
  }

  private void pass(long size) {
    lost = size > TarHeader.MAX_SIZE - next;
    next += lost ? BLOCK : BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
    end = next;
  }

  private byte[] read(long at, int length) throws LayerliftException {
    return new Extent(spool, spool.name(), at, length).head(length);
  }
}
