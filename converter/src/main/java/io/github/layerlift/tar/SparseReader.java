package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the map of a sparse entry, as GNU tar writes it: in headers of their own (its old format), in
 * PAX records (0.0 and 0.1), or before the data (1.0).
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_section/Sparse-Formats.html">its
 *     description</a>
 */
final class SparseReader {
  private static final int BLOCK = TarHeader.BLOCK;
  private static final int FIELD = 12;
  private static final int OLD_MAP = 386;
  private static final int OLD_PIECES = 4;
  private static final int OLD_MORE = 482;
  private static final int OLD_SIZE = 483;
  private static final int NEXT_PIECES = 21;
  private static final int NEXT_MORE = 504;

  /** In all entries of an archive together; they are kept in memory. */
  private static final int MAX_PIECES = 1 << 18;

  private static final int MAX_DIGITS = 19;
  private static final int RATIO_FROM = 64 << 20;

  private final ByteSource source;
  private final TarLimits limits;
  private int piecesLeft = MAX_PIECES;
  private String name = "";
  private long offset;
  private long at;

  SparseReader(ByteSource source, TarLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /**
   * A sparse entry.
   *
   * @param file the full file
   * @param end where its data ends in the archive
   */
  record Sparse(SparseFile file, long end) {}

  /**
   * Reads the map of the entry whose header is at {@code start}.
   *
   * @param stored bytes of its data, from the headers
   */
  Sparse read(TarHeader header, PaxRecords pax, String called, long stored, long start)
      throws LayerliftException {
    name = called;
    offset = start;
    at = offset + BLOCK;
    SparseMap map;
    long end = at + stored;
    if (pax.isSparse()) {
      map = new SparseMap(number(pax.sparseSize()));
      String inRecords = pax.sparseMap();
      if (inRecords != null) {
        fromRecords(map, inRecords);
      } else if (pax.hasSparseMapInData()) {
        fromData(map, end);
      } else {
        throw malformed(offset);
      }
    } else {
      map = fromHeaders(header);
      end = at + stored;
    }
    if (end > source.size() || map.storedBytes() != end - at) {
      throw malformed(offset);
    }
    requireLimits(map, stored);
    return new Sparse(new SparseFile(source, at, map), end);
  }

  private void fromRecords(SparseMap map, String text) throws LayerliftException {
    String[] numbers = text.split(",", -1);
    for (int i = 0; i + 1 < numbers.length; i += 2) {
      add(map, number(numbers[i]), number(numbers[i + 1]));
    }
    if (numbers.length % 2 != 0) {
      throw malformed(offset);
    }
  }

  /** Lines of decimal numbers: how many parts there are, then the offset and length of each. */
  private void fromData(SparseMap map, long end) throws LayerliftException {
    long start = at;
    Lines lines = new Lines(new Extent(source, name, at, Math.max(0, end - at)));
    long pieces = number(lines.next());
    for (long i = 0; i < pieces; i++) {
      add(map, number(lines.next()), number(lines.next()));
    }
    at = start + (lines.position() + BLOCK - 1) / BLOCK * BLOCK;
  }

  private SparseMap fromHeaders(TarHeader header) throws LayerliftException {
    byte[] block = block(offset);
    SparseMap map = new SparseMap(TarHeader.number(block, OLD_SIZE, FIELD));
    if (header.type() != 'S' || map.size() < 0) {
      throw malformed(offset);
    }
    pieces(map, block, OLD_MAP, OLD_PIECES);
    boolean more = block[OLD_MORE] != 0;
    while (more) {
      block = block(at);
      at += BLOCK;
      pieces(map, block, 0, NEXT_PIECES);
      more = block[NEXT_MORE] != 0;
    }
    return map;
  }

  private void pieces(SparseMap map, byte[] block, int start, int count) throws LayerliftException {
    for (int i = start; i < start + count * 2 * FIELD; i += 2 * FIELD) {
      // unused ones are left zero
      if (block[i] != 0 || block[i + FIELD] != 0) {
        long from = TarHeader.number(block, i, FIELD);
        add(map, from, TarHeader.number(block, i + FIELD, FIELD));
      }
    }
  }

  private void add(SparseMap map, long start, long length) throws LayerliftException {
    if (!map.add(start, length)) {
      throw malformed(offset);
    }
    if (--piecesLeft < 0) {
      throw Fault.of(
              ErrorCode.TAR_HEADER,
              "the sparse files of the archive have more than " + MAX_PIECES + " parts")
          .in(name)
          .at(offset)
          .hint("unpack the archive, and pack it again without tar's --sparse")
          .exception();
    }
  }

  private byte[] block(long position) throws LayerliftException {
    byte[] block = new byte[BLOCK];
    if (position > source.size() - BLOCK) {
      throw malformed(position);
    }
    new Extent(source, name, position, BLOCK).read(ByteBuffer.wrap(block), 0);
    return block;
  }

  private void requireLimits(SparseMap map, long stored) throws LayerliftException {
    boolean tooBig = map.size() > limits.sparseBytes();
    boolean tooSparse =
        map.size() > RATIO_FROM && map.size() / limits.sparseRatio() > stored + BLOCK;
    if (tooBig || tooSparse) {
      String sentence = tooBig
          ? "a sparse file has more than " + limits.sparseBytes() + " bytes"
          : "a sparse file has more than " + limits.sparseRatio() + " times its stored size";
      throw Fault.of(ErrorCode.UNPACKED_TOO_BIG, sentence)
          .in(name)
          .at(offset)
          .hint(WayOut.of("if that is expected, ")
              .then(WayOut.raise(tooBig ? Setting.UNPACKED_BYTES : Setting.UNPACK_RATIO)))
          .exception();
    }
  }

  private long number(@Nullable String text) throws LayerliftException {
    boolean digits = text != null
        && !text.isEmpty()
        && text.length() < MAX_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits) {
      throw malformed(offset);
    }
    return Long.parseLong(text);
  }

  private LayerliftException malformed(long place) {
    return Fault.of(ErrorCode.TAR_HEADER, "the map of a sparse file is malformed")
        .in(name)
        .at(place)
        .hint("unpack the archive with GNU tar, and pack it again without tar's --sparse")
        .exception();
  }

  /** The short lines at the start of an entry's data. */
  private static final class Lines {
    private final Extent data;
    private final byte[] chunk = new byte[1 << 13];
    private int length;
    private int next;
    private long read;

    Lines(Extent data) {
      this.data = data;
    }

    /** Empty at the end, or if a line is longer than a number. */
    String next() throws LayerliftException {
      StringBuilder line = new StringBuilder();
      for (int b = read(); b != '\n'; b = read()) {
        if (b == -1 || line.length() > MAX_DIGITS) {
          return "";
        }
        line.append(new String(new byte[] {(byte) b}, US_ASCII));
      }
      return line.toString();
    }

    /** Bytes of all lines so far. */
    long position() {
      return read - length + next;
    }

    private int read() throws LayerliftException {
      if (next == length) {
        length = Math.max(0, data.read(ByteBuffer.wrap(chunk), read));
        read += length;
        next = 0;
      }
      return next == length ? -1 : chunk[next++];
    }
  }
}
