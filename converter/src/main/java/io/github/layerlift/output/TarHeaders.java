package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.layerlift.plan.TarPlan;
import java.nio.ByteBuffer;

/**
 * Headers of a reproducible tar: ustar, owner 0, time 0, no user names. A PAX header precedes files
 * that are larger than ustar allows.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06">POSIX
 *     ustar</a>
 */
final class TarHeaders {
  private static final int NAME_LENGTH = 100;
  private static final int MODE = 100;
  private static final int OWNER = 108;
  private static final int GROUP = 116;
  private static final int SIZE = 124;
  private static final int TIME = 136;
  private static final int CHECKSUM = 148;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;

  private static final int FILE_MODE = 0644;
  private static final int FOLDER_MODE = 0755;

  private TarHeaders() {}

  static ByteBuffer folder(String name) {
    return ByteBuffer.wrap(header(name, FOLDER_MODE, 0, '5'));
  }

  /** One block, or three for a file of more than 8 GiB. */
  static ByteBuffer file(String name, long size) {
    if (TarPlan.headerLength(size) == TarPlan.BLOCK) {
      return ByteBuffer.wrap(header(name, FILE_MODE, size, '0'));
    }
    byte[] records = paxSize(size).getBytes(US_ASCII);
    ByteBuffer headers = ByteBuffer.allocate(TarPlan.headerLength(size));
    headers.put(header("PaxHeaders/size", FILE_MODE, records.length, 'x'));
    headers.put(records).position(2 * TarPlan.BLOCK);
    return headers.put(header(name, FILE_MODE, 0, '0')).flip();
  }

  /** {@code "LENGTH size=SIZE\n"}, where LENGTH counts itself. */
  private static String paxSize(long size) {
    String rest = " size=" + size + "\n";
    int length = rest.length() + 2;
    return length + rest;
  }

  private static byte[] header(String name, int mode, long size, char type) {
    byte[] header = new byte[TarPlan.BLOCK];
    byte[] nameBytes = name.getBytes(US_ASCII);
    if (nameBytes.length > NAME_LENGTH) {
      throw new IllegalArgumentException("too long for ustar: " + name);
    }
    System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
    octal(header, MODE, 7, mode);
    octal(header, OWNER, 7, 0);
    octal(header, GROUP, 7, 0);
    octal(header, SIZE, 11, size);
    octal(header, TIME, 11, 0);
    header[TYPE] = (byte) type;
    byte[] magic = "ustar\00000".getBytes(US_ASCII);
    System.arraycopy(magic, 0, header, MAGIC, magic.length);
    checksum(header);
    return header;
  }

  private static void octal(byte[] header, int at, int digits, long value) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      header[i] = (byte) ('0' + (rest & 7));
      rest >>= 3;
    }
  }

  private static void checksum(byte[] header) {
    int sum = 8 * ' ';
    for (byte b : header) {
      sum += b & 0xff;
    }
    octal(header, CHECKSUM, 6, sum);
    header[CHECKSUM + 7] = ' ';
  }
}
