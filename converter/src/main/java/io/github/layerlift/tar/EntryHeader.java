package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.text.ByteNames;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Makes headers with all metadata of an entry: ustar, with a PAX header for what ustar can't represent. */
public final class EntryHeader {
  private static final int BLOCK = TarHeader.BLOCK;

  private EntryHeader() {}

  /**
   * The blocks before the data of an entry.
   *
   * @param path without a slash at the end; empty for the root
   * @param kind any that POSIX defines
   * @param link the target of a link; otherwise empty
   * @param size of the data that must follow, with padding to whole blocks
   */
  public static byte[] of(
      String path, FileKind kind, String link, long size, Attributes attributes) {
    String name = kind == FileKind.FOLDER ? (path.isEmpty() ? "./" : path + "/") : path;
    ByteArrayOutputStream blocks = new ByteArrayOutputStream(BLOCK);
    byte[] records = records(name, link, size, attributes);
    if (records.length > 0) {
      byte[] called = "PaxHeaders/entry".getBytes(US_ASCII);
      blocks.writeBytes(new UstarHeader(called, 'x', 0644, records.length).bytes());
      blocks.writeBytes(records);
      blocks.writeBytes(new byte[-records.length & (BLOCK - 1)]);
    }
    // other names of a device share its numbers, but don't have them
    boolean device = kind.isDevice();
    blocks.writeBytes(new UstarHeader(
            ByteNames.bytes(name),
            type(kind),
            attributes.mode(),
            fitting(size, UstarHeader.SIZE_DIGITS))
        .link(ByteNames.bytes(link))
        .owner(
            fitting(Integer.toUnsignedLong(attributes.uid()), UstarHeader.ID_DIGITS),
            fitting(Integer.toUnsignedLong(attributes.gid()), UstarHeader.ID_DIGITS))
        .time(fitting(attributes.seconds(), UstarHeader.SIZE_DIGITS))
        .device(device ? attributes.major() : 0, device ? attributes.minor() : 0)
        .bytes());
    return blocks.toByteArray();
  }

  private static byte[] records(String name, String link, long size, Attributes attributes) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    if ((isLong(name) && !ByteNames.isText(name)) || (isLong(link) && !ByteNames.isText(link))) {
      UstarHeader.record(records, "hdrcharset", "BINARY".getBytes(US_ASCII));
    }
    if (isLong(name)) {
      UstarHeader.record(records, "path", ByteNames.bytes(name));
    }
    if (isLong(link)) {
      UstarHeader.record(records, "linkpath", ByteNames.bytes(link));
    }
    number(records, "size", size, UstarHeader.SIZE_DIGITS);
    number(records, "uid", Integer.toUnsignedLong(attributes.uid()), UstarHeader.ID_DIGITS);
    number(records, "gid", Integer.toUnsignedLong(attributes.gid()), UstarHeader.ID_DIGITS);
    if (attributes.nanos() != 0) {
      String time = attributes.seconds() + String.format(".%09d", attributes.nanos());
      UstarHeader.record(records, "mtime", time.getBytes(US_ASCII));
    } else {
      number(records, "mtime", attributes.seconds(), UstarHeader.SIZE_DIGITS);
    }
    for (Map.Entry<String, byte[]> xattr : attributes.xattrs().entrySet()) {
      UstarHeader.record(records, "SCHILY.xattr." + xattr.getKey(), xattr.getValue());
    }
    return records.toByteArray();
  }

  private static void number(
      ByteArrayOutputStream records, String key, long value, int octalDigits) {
    if (value != fitting(value, octalDigits)) {
      UstarHeader.record(records, key, Long.toString(value).getBytes(US_ASCII));
    }
  }

  private static boolean isLong(String text) {
    // a PAX record can't represent what isn't UTF-8
    return ByteNames.bytes(text).length > UstarHeader.NAME_LENGTH
        || (ByteNames.isText(text) && !US_ASCII.newEncoder().canEncode(text));
  }

  /** The number, or 0 if a PAX record has it. */
  private static long fitting(long value, int octalDigits) {
    return value >> (3 * octalDigits) == 0 ? value : 0;
  }

  private static char type(FileKind kind) {
    return switch (kind) {
      case FILE -> '0';
      case HARD_LINK -> '1';
      case SYMLINK -> '2';
      case CHARACTER_DEVICE -> '3';
      case BLOCK_DEVICE -> '4';
      case FOLDER -> '5';
      case FIFO -> '6';
      case UNKNOWN -> throw new IllegalArgumentException("an entry of unknown type");
    };
  }
}
