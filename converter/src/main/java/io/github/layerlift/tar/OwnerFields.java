package io.github.layerlift.tar;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a tar header with a file's owner and time; PAX records take precedence. */
final class OwnerFields {
  static final int MODE = 100;
  static final int OWNER = 108;
  static final int GROUP = 116;
  private static final int SHORT = 8;
  static final int TIME = 136;
  private static final int TIME_LENGTH = 12;
  static final int MAJOR = 329;
  static final int MINOR = 337;

  private static final int MODE_BITS = 07777;

  /** Above it, Linux treats the number as none. */
  private static final long LAST_ID = 0xffff_fffeL;

  private static final Pattern TIME_FORM = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?");
  private static final BigInteger LAST_SECOND = BigInteger.valueOf(Long.MAX_VALUE / 1_000_000_000);

  private OwnerFields() {}

  /**
   * Reads them.
   *
   * @param device whether it is a device; for others the numbers mean nothing
   */
  static Attributes attributes(byte[] header, PaxRecords pax, boolean device, long offset)
      throws LayerliftException {
    long seconds = Math.max(0, TarHeader.number(header, TIME, TIME_LENGTH));
    int nanos = 0;
    BigDecimal time = time(pax.get("mtime"));
    if (time != null) {
      seconds = time.toBigInteger().longValueExact();
      nanos = time.remainder(BigDecimal.ONE).movePointRight(9).intValue();
    }
    // v7 had no devices
    boolean numbered = device && TarHeader.isExtended(header, 0);
    return new Attributes(
        number(header, MODE, "mode", offset) & MODE_BITS,
        id(pax.get("uid"), TarHeader.number(header, OWNER, SHORT), offset),
        id(pax.get("gid"), TarHeader.number(header, GROUP, SHORT), offset),
        Math.min(seconds, LAST_SECOND.longValue()),
        nanos,
        pax.xattrs(),
        numbered ? number(header, MAJOR, "device", offset) : 0,
        numbered ? number(header, MINOR, "device", offset) : 0);
  }

  /** Refuses what is not a number, as engines do: it must not be read as all bits set. */
  private static int number(byte[] header, int start, String what, long offset)
      throws LayerliftException {
    long number = TarHeader.number(header, start, SHORT);
    if (number < 0) {
      throw Fault.of(ErrorCode.TAR_HEADER, "the " + what + " in a tar header is not a number")
          .at(offset)
          .exception();
    }
    return (int) number;
  }

  private static int id(@Nullable String pax, long plain, long offset) throws LayerliftException {
    long id = plain;
    if (pax != null && !pax.isEmpty()) {
      try {
        id = Long.parseLong(pax);
      } catch (NumberFormatException e) {
        id = -1;
      }
    }
    if (id < 0 || id > LAST_ID) {
      throw Fault.of(ErrorCode.TAR_HEADER, "the owner in a tar header is not a 32-bit number")
          .at(offset)
          .exception();
    }
    return (int) id;
  }

  /** A time before 1970, or an invalid one, counts as the start of 1970, as in engines. */
  private static @Nullable BigDecimal time(@Nullable String pax) {
    if (pax == null || !TIME_FORM.matcher(pax).matches()) {
      return null;
    }
    BigDecimal time = new BigDecimal(pax).max(BigDecimal.ZERO);
    return time.toBigInteger().compareTo(LAST_SECOND) > 0 ? null : time;
  }
}
