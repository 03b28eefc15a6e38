package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.UnsupportedArchiveException;
import io.github.layerlift.progress.Cancellation;
import java.nio.ByteBuffer;

/**
 * Finds where a tar goes on after a header that can't be read. Layers are tars themselves, and their
 * entries must not be taken for the archive's: a place counts only if the headers from there on don't
 * lead to an end mark with more after it, as a layer's do.
 */
final class Resync {
  private static final int BLOCK = TarHeader.BLOCK;
  private static final int CHUNK = 128 * BLOCK;
  private static final int MIN_READS = 1_000;

  private final ByteSource source;
  private final Extent whole;
  private final TarLimits limits;
  private final Cancellation cancellation;
  private long deadEnd;

  /** So that a malicious archive can't have the same headers read again and again. */
  private long readsLeft;

  /** Where the headers from some place on lead to. */
  private enum Way {
    END,
    NO_END_MARK,
    CUT,
    CORRUPT_HEADER,
    INNER_END
  }

  Resync(ByteSource source, TarLimits limits, Cancellation cancellation) {
    this.source = source;
    this.whole = new Extent(source, source.name(), 0, source.size());
    this.limits = limits;
    this.cancellation = cancellation;
    this.readsLeft = MIN_READS + 4 * source.size() / BLOCK;
  }

  /** Where the first header is; the first one of a damaged tar that can be read. */
  long start(Damage damage) throws LayerliftException {
    try {
      TarStart.requireTar(source);
      return 0;
    } catch (UnsupportedArchiveException e) {
      long found = damage.isCollected() ? after(0, e) : -1;
      if (found < 0) {
        throw e;
      }
      damage.meet(Fault.of(ErrorCode.TAR_HEADER, "the first tar header is corrupt")
          .at(0)
          .exception());
      return found;
    }
  }

  /**
   * Where to go on after {@code fault}; -1 if nothing can be found any more.
   *
   * @param offset of the last header
   */
  long after(long offset, LayerliftException fault) throws LayerliftException {
    if (fault.code() == ErrorCode.TAR_TRUNCATED || readsLeft <= 0) {
      return -1;
    }
    byte[] block = block(offset);
    if (!TarHeader.isZero(block, 0, BLOCK)) {
      long next = dataEnd(block, offset);
      Way way = next > offset && next < source.size() ? way(next) : Way.INNER_END;
      if (way != Way.INNER_END && (way != Way.CORRUPT_HEADER || deadEnd > next)) {
        // a size that is too large by mistake leads past entries
        long earlier = scan(offset + BLOCK, next, next);
        return earlier < 0 ? next : earlier;
      }
    }
    return scan(offset + BLOCK, source.size(), 0);
  }

  /** Where entries go on behind an end mark, which then is a gap of zeros; -1 if nowhere. */
  long behind(Ending ending, Damage damage) throws LayerliftException {
    if (!ending.hasStrangeRest()) {
      return -1;
    }
    long from = (ending.rest().offset() + BLOCK - 1) / BLOCK * BLOCK;
    long found = scan(from, source.size(), 0);
    if (found >= 0) {
      damage.meet(Fault.of(
              ErrorCode.TAR_HEADER,
              "there are zeros within the archive, and "
                  + (found - ending.rest().offset()) + " bytes that can't be read")
          .at(ending.offset())
          .exception());
    }
    return found;
  }

  /** The block after the data, if the header has its size right; -1 if it has none. */
  private static long dataEnd(byte[] block, long offset) {
    try {
      long size = TarHeader.parse(block, 0, offset).size();
      return offset + BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
    } catch (LayerliftException e) {
      return -1;
    }
  }

  /**
   * The first header from which others lead to the end.
   *
   * @param until where to stop looking for it
   * @param beyond where a header is known to be; 0 if none is
   */
  private long scan(long from, long until, long beyond) throws LayerliftException {
    byte[] bytes = new byte[CHUNK];
    deadEnd = from;
    for (long at = from; at < until; at += CHUNK) {
      cancellation.check();
      int length = whole.read(ByteBuffer.wrap(bytes), at);
      for (int i = 0; i + BLOCK <= length && at + i < until; i += BLOCK) {
        long place = at + i;
        boolean header = place >= deadEnd
            && !TarHeader.isZero(bytes, i, BLOCK)
            && TarHeader.hasChecksum(bytes, i);
        if (header) {
          Way way = way(place);
          boolean leads = beyond > 0
              ? way != Way.INNER_END && deadEnd >= beyond
              : way == Way.END || way == Way.CORRUPT_HEADER;
          if (leads) {
            return place;
          }
        }
      }
    }
    return -1;
  }

  private Way way(long from) throws LayerliftException {
    TarReader<LayerliftException> reader = new TarReader<>(
        new SeekingCursor(source, cancellation), from, new ArchiveRules(source, limits));
    try {
      while (reader.next() != null && readsLeft > 0) {
        readsLeft--;
      }
      deadEnd = reader.offset();
      if (!reader.isMarked()) {
        return Way.NO_END_MARK;
      }
      Ending ending = new EndScan(source, cancellation).marked(reader.offset());
      return ending.rest().size() == 0 ? Way.END : Way.INNER_END;
    } catch (MalformedArchiveException e) {
      deadEnd = reader.offset();
      return e.code() == ErrorCode.TAR_TRUNCATED ? Way.CUT : Way.CORRUPT_HEADER;
    }
  }

  private byte[] block(long offset) throws LayerliftException {
    byte[] block = new byte[BLOCK];
    whole.read(ByteBuffer.wrap(block), offset);
    return block;
  }
}
