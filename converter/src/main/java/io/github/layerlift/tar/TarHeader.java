package io.github.layerlift.tar;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.text.ByteNames;
import java.util.Arrays;

/**
 * One 512-byte tar header: v7, ustar (POSIX.1-1988) and GNU. Only what an image archive needs is
 * read; {@link OwnerFields} reads the rest.
 *
 * @param name as stored, with the ustar prefix in front
 * @param type the type flag
 * @param size of the data that follows, in bytes; 0 for the types that have none
 */
record TarHeader(String name, char type, long size, String link) {
  static final int BLOCK = 512;

  /** More than any disk holds, and small enough that no sum of offset and size overflows. */
  static final long MAX_SIZE = 1L << 60;

  static final int NAME_LENGTH = 100;
  static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  static final int CHECKSUM = 148;
  static final int CHECKSUM_LENGTH = 8;
  static final int TYPE = 156;
  static final int LINK = 157;
  private static final int LINK_LENGTH = 100;
  static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;
  private static final byte[] ZEROS = new byte[BLOCK];

  /**
   * Reads the header in {@code bytes} at {@code start}, whose checksum is correct.
   *
   * @param offset its position in the archive, for messages
   */
  static TarHeader parse(byte[] bytes, int start, long offset) throws LayerliftException {
    String name = text(bytes, start, NAME_LENGTH);
    if (isPosix(bytes, start)) {
      String prefix = text(bytes, start + PREFIX, PREFIX_LENGTH);
      name = prefix.isEmpty() ? name : prefix + '/' + name;
    }
    char type = (char) (bytes[start + TYPE] & 0xff);
    long size = number(bytes, start + SIZE, SIZE_LENGTH);
    if (size < 0) {
      throw Fault.of(ErrorCode.TAR_HEADER, "the size in a tar header is not a number")
          .in(name)
          .at(offset)
          .exception();
    }
    return new TarHeader(
        name, type, isHeaderOnly(type) ? 0 : size, text(bytes, start + LINK, LINK_LENGTH));
  }

  /** Whether it comes between an extended header and that header's entry. */
  boolean isBetween() {
    return "gLKVMN".indexOf(type) >= 0;
  }

  /** Bytes of the entry's data; {@code pax} takes precedence. */
  long size(PaxRecords pax, long offset) throws LayerliftException {
    return isHeaderOnly(type) ? 0 : pax.size(size, offset);
  }

  /** The kind of the entry, whose name as stored is {@code raw}. */
  FileKind kind(String raw) {
    return switch (type) {
      case '0', '7', 'S' -> FileKind.FILE;
      // v7 had no type for folders, only a slash at the end of the name
      case '\0' -> raw.endsWith("/") ? FileKind.FOLDER : FileKind.FILE;
      case '1' -> FileKind.HARD_LINK;
      case '2' -> FileKind.SYMLINK;
      case '3' -> FileKind.CHARACTER_DEVICE;
      case '4' -> FileKind.BLOCK_DEVICE;
      case '5' -> FileKind.FOLDER;
      case '6' -> FileKind.FIFO;
      default -> FileKind.UNKNOWN;
    };
  }

  /** Whether no data follows, whatever the size field says: links, devices, folders, FIFOs. */
  private static boolean isHeaderOnly(char type) {
    return type >= '1' && type <= '6';
  }

  /** Whether so many bytes, of a block at most, are zero. */
  static boolean isZero(byte[] bytes, int start, int length) {
    return Arrays.equals(bytes, start, start + length, ZEROS, 0, length);
  }

  /** Whether the checksum is right, counting bytes as unsigned (POSIX) or signed (old tars). */
  static boolean hasChecksum(byte[] bytes, int start) {
    long declared = number(bytes, start + CHECKSUM, CHECKSUM_LENGTH);
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      byte b = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH ? (byte) ' ' : bytes[start + i];
      unsigned += b & 0xff;
      signed += b;
    }
    return declared == unsigned || declared == signed;
  }

  /** The text before the first NUL. */
  static String text(byte[] bytes, int start, int length) {
    int end = start;
    while (end < start + length && bytes[end] != 0) {
      end++;
    }
    return ByteNames.of(bytes, start, end - start);
  }

  /** Whether it is ustar or GNU tar, not v7. */
  static boolean isExtended(byte[] bytes, int start) {
    return bytes[start + MAGIC] == 'u'
        && bytes[start + MAGIC + 1] == 's'
        && bytes[start + MAGIC + 2] == 't';
  }

  private static boolean isPosix(byte[] bytes, int start) {
    return isExtended(bytes, start)
        && bytes[start + MAGIC + 3] == 'a'
        && bytes[start + MAGIC + 4] == 'r'
        && bytes[start + MAGIC + 5] == 0;
  }

  /** Octal, or base-256 as GNU writes sizes over 8 GiB; -1 if it is neither or negative. */
  static long number(byte[] bytes, int start, int length) {
    return (bytes[start] & 0x80) == 0 ? octal(bytes, start, length) : base256(bytes, start, length);
  }

  private static long octal(byte[] bytes, int start, int length) {
    int at = start;
    int end = start + length;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '7') {
      value = value << 3 | (bytes[at++] - '0');
    }
    boolean ends = at == end || bytes[at] == 0 || bytes[at] == ' ';
    return ends ? value : -1;
  }

  private static long base256(byte[] bytes, int start, int length) {
    if ((bytes[start] & 0x40) != 0) {
      return -1;
    }
    long value = bytes[start] & 0x3f;
    for (int i = start + 1; i < start + length; i++) {
      if (value > Long.MAX_VALUE >> 8) {
        return -1;
      }
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }
}
