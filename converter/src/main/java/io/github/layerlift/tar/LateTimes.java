package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the times in a layer that are later than a given one, and what to write in their places so that
 * they aren't: as many bytes, so that nothing else moves.
 */
public final class LateTimes {
  /** The last that fits the field of a header in octal digits: in the year 2242. */
  public static final long MAX_SECONDS = (1L << 33) - 1;

  private static final int BLOCK = TarHeader.BLOCK;
  private static final int TIME_LENGTH = 12;
  /** No genuine extended header comes near it. */
  private static final int MAX_RECORDS = 1 << 20;

  private static final Set<String> KEYS = Set.of("mtime", "atime", "ctime");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,20})(\\.([0-9]{1,20}))?");

  private final Extent layer;
  private final long seconds;
  private final Cancellation cancellation;
  private final List<Patch> patches = new ArrayList<>();

  private LateTimes(Extent layer, long seconds, Cancellation cancellation) {
    this.layer = layer;
    this.seconds = seconds;
    this.cancellation = cancellation;
  }

  /**
   * Bytes to put into the place of others.
   *
   * @param offset in the layer
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Patch(long offset, byte[] bytes) {}

  /**
   * The patches, in the order of their offsets.
   *
   * @param layer plain
   * @param seconds since 1970, from 0 to {@link #MAX_SECONDS}
   * @throws io.github.layerlift.fault.MalformedArchiveException if it is not a tar
   */
  public static List<Patch> of(Extent layer, long seconds, Cancellation cancellation)
      throws LayerliftException {
    LateTimes times = new LateTimes(layer, seconds, cancellation);
    times.scan();
    return times.patches;
  }

  private void scan() throws LayerliftException {
    PaxRecords pax = PaxRecords.NONE;
    long next;
    for (long at = 0; at + BLOCK <= layer.size(); at = next) {
      cancellation.check();
      byte[] block = bytes(at, BLOCK);
      if (TarHeader.isZero(block, 0, BLOCK)) {
        return;
      }
      if (!TarHeader.hasChecksum(block, 0)) {
        throw Fault.of(ErrorCode.TAR_HEADER, "a tar header is corrupt: its checksum is wrong")
            .in(layer.entry())
            .at(at)
            .exception();
      }
      TarHeader header = TarHeader.parse(block, 0, at);
      patchHeader(block, at);
      boolean extended = header.type() == 'x' || header.type() == 'g';
      if (extended) {
        byte[] records = records(header, at + BLOCK);
        patchRecords(records, at + BLOCK);
        pax = header.type() == 'x' ? PaxRecords.parse(records, at) : pax;
      }
      long size = extended ? header.size() : header.size(pax, at);
      pax = extended || header.isBetween() ? pax : PaxRecords.NONE;
      next = at + BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
  }

  private byte[] records(TarHeader header, long at) throws LayerliftException {
    if (header.size() > MAX_RECORDS || at + header.size() > layer.size()) {
      throw Fault.of(ErrorCode.TAR_HEADER, "an extended header is too long")
          .in(layer.entry())
          .at(at)
          .exception();
    }
    return bytes(at, (int) header.size());
  }

  private byte[] bytes(long at, int count) throws LayerliftException {
    return layer.part(at, count).head(count);
  }

  /** The time, and the checksum right after it. */
  private void patchHeader(byte[] block, long at) {
    if (TarHeader.number(block, OwnerFields.TIME, TIME_LENGTH) <= seconds) {
      return;
    }
    UstarHeader.octal(block, OwnerFields.TIME, UstarHeader.SIZE_DIGITS, seconds);
    block[OwnerFields.TIME + UstarHeader.SIZE_DIGITS] = 0;
    UstarHeader.seal(block);
    patches.add(new Patch(
        at + OwnerFields.TIME,
        Arrays.copyOfRange(
            block, OwnerFields.TIME, TarHeader.CHECKSUM + TarHeader.CHECKSUM_LENGTH)));
  }

  /** Each is {@code "LENGTH KEY=VALUE\n"}; they were found to be well-formed, or will be. */
  private void patchRecords(byte[] records, long at) {
    int start = 0;
    while (start < records.length && records[start] >= '0' && records[start] <= '9') {
      int space = PaxRecords.indexOf(records, (byte) ' ', start, records.length);
      int length = PaxRecords.decimal(records, start, space);
      int end = start + length;
      int equals = PaxRecords.indexOf(records, (byte) '=', space, records.length);
      if (length <= 0 || end > records.length || equals >= end) {
        return;
      }
      String key = new String(records, space + 1, equals - space - 1, US_ASCII);
      String value = new String(records, equals + 1, end - equals - 2, US_ASCII);
      String clamped = KEYS.contains(key) ? clamped(value) : null;
      if (clamped != null) {
        patches.add(new Patch(at + equals + 1, clamped.getBytes(US_ASCII)));
      }
      start = end;
    }
  }

  /** As many characters; null if the time isn't later. */
  private @Nullable String clamped(String value) {
    Matcher time = TIME.matcher(value);
    if (!time.matches() || new BigDecimal(value).compareTo(BigDecimal.valueOf(seconds)) <= 0) {
      return null;
    }
    String whole = Long.toString(seconds);
    String padded = "0".repeat(time.group(1).length() - whole.length()) + whole;
    return time.group(2) == null
        ? padded
        : padded + "." + "0".repeat(time.group(3).length());
  }
}
