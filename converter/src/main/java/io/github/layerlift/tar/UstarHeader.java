package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.layerlift.text.ByteNames;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A header to be written: ustar, without names of users, and of owner 0 and time 0 unless it is told
 * others. What doesn't fit is for PAX records to say.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13">POSIX
 *     pax</a>
 */
public final class UstarHeader {
  public static final int NAME_LENGTH = TarHeader.NAME_LENGTH;
  public static final int ID_DIGITS = 7;
  public static final int SIZE_DIGITS = 11;

  private final byte[] header = new byte[TarHeader.BLOCK];

  /** Starts the header of a file whose name is cut to {@link #NAME_LENGTH}. */
  public UstarHeader(byte[] name, char type, int mode, long size) {
    put(0, name);
    octal(OwnerFields.MODE, ID_DIGITS, mode);
    octal(TarHeader.SIZE, SIZE_DIGITS, size);
    header[TarHeader.TYPE] = (byte) type;
    put(TarHeader.MAGIC, "ustar\00000".getBytes(US_ASCII));
    owner(0, 0).time(0);
  }

  public UstarHeader owner(long user, long group) {
    return octal(OwnerFields.OWNER, ID_DIGITS, user).octal(OwnerFields.GROUP, ID_DIGITS, group);
  }

  public UstarHeader time(long seconds) {
    return octal(OwnerFields.TIME, SIZE_DIGITS, seconds);
  }

  public UstarHeader link(byte[] target) {
    put(TarHeader.LINK, target);
    return this;
  }

  public UstarHeader device(int major, int minor) {
    return octal(OwnerFields.MAJOR, ID_DIGITS, major).octal(OwnerFields.MINOR, ID_DIGITS, minor);
  }

  /** The block, with its checksum. */
  public byte[] bytes() {
    seal(header);
    return header;
  }

  /** Writes the checksum of a header. */
  static void seal(byte[] header) {
    int end = TarHeader.CHECKSUM + TarHeader.CHECKSUM_LENGTH;
    Arrays.fill(header, TarHeader.CHECKSUM, end, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    octal(header, TarHeader.CHECKSUM, TarHeader.CHECKSUM_LENGTH - 2, sum);
    header[end - 2] = 0;
  }

  /** Writes a number in so many octal digits. */
  static void octal(byte[] header, int at, int digits, long value) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      header[i] = (byte) ('0' + (rest & 7));
      rest >>= 3;
    }
  }

  /** Appends a PAX record, {@code "LENGTH KEY=VALUE\n"}, where LENGTH counts itself. */
  public static void record(ByteArrayOutputStream records, String key, byte[] value) {
    byte[] start = ByteNames.bytes(" " + key + "=");
    int rest = start.length + value.length + 1;
    int length = rest + Integer.toString(rest).length();
    if (Integer.toString(length).length() > Integer.toString(rest).length()) {
      length++;
    }
    records.writeBytes(Integer.toString(length).getBytes(US_ASCII));
    records.writeBytes(start);
    records.writeBytes(value);
    records.write('\n');
  }

  private void put(int at, byte[] text) {
    System.arraycopy(text, 0, header, at, Math.min(text.length, NAME_LENGTH));
  }

  private UstarHeader octal(int at, int digits, long value) {
    octal(header, at, digits, value);
    return this;
  }
}
