package io.github.layerlift.extract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.output.WriteFaults;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Inode;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Map;

/**
 * Writes entries with all their metadata: ustar, with a PAX header for what ustar can't represent.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13">POSIX
 *     pax</a>
 */
final class TarWriter {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int ID_DIGITS = 7;
  private static final int SIZE_DIGITS = 11;

  private final String name;
  private final OutputStream out;

  /**
   * @param name what to call the tar in a message
   * @param channel stays open
   */
  TarWriter(String name, WritableByteChannel channel) {
    this.name = name;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  void folder(String path, Attributes attributes) throws IOException {
    entry(path + "/", '5', "", 0, 0, 0, attributes);
  }

  /** A symlink or a device; or a file, whose data and padding must follow. */
  void leaf(String path, Inode inode) throws IOException {
    entry(
        path,
        type(inode.kind()),
        inode.link(),
        inode.size(),
        inode.attributes().major(),
        inode.attributes().minor(),
        inode.attributes());
  }

  void hardLink(String path, String target, Attributes attributes) throws IOException {
    entry(path, '1', target, 0, 0, 0, attributes);
  }

  void data(byte[] bytes, int length) throws IOException {
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw WriteFaults.ofStream(name, e);
    }
  }

  /** Fills the last block of {@code size} bytes of data. */
  void pad(long size) throws IOException {
    data(new byte[BLOCK], (int) (-size & (BLOCK - 1)));
  }

  void end() throws IOException {
    data(new byte[2 * BLOCK], 2 * BLOCK);
    try {
      out.flush();
    } catch (IOException e) {
      throw WriteFaults.ofStream(name, e);
    }
  }

  private void entry(
      String path, char type, String link, long size, int major, int minor, Attributes attributes)
      throws IOException {
    byte[] records = pax(path, link, size, attributes);
    if (records.length > 0) {
      byte[] header = new byte[BLOCK];
      put(header, 0, "PaxHeaders/entry".getBytes(US_ASCII), NAME_LENGTH);
      fields(header, 0644, 0, 0, 0, records.length);
      data(seal(header, 'x'), BLOCK);
      data(records, records.length);
      pad(records.length);
    }
    byte[] header = new byte[BLOCK];
    put(header, 0, ByteNames.bytes(path), NAME_LENGTH);
    put(header, 157, ByteNames.bytes(link), NAME_LENGTH);
    fields(
        header,
        attributes.mode(),
        fitting(Integer.toUnsignedLong(attributes.uid()), ID_DIGITS),
        fitting(Integer.toUnsignedLong(attributes.gid()), ID_DIGITS),
        fitting(attributes.seconds(), SIZE_DIGITS),
        fitting(size, SIZE_DIGITS));
    octal(header, 329, ID_DIGITS, major);
    octal(header, 337, ID_DIGITS, minor);
    data(seal(header, type), BLOCK);
  }

  private static byte[] pax(String path, String link, long size, Attributes attributes) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    if ((isLong(path) && !ByteNames.isText(path)) || (isLong(link) && !ByteNames.isText(link))) {
      record(records, "hdrcharset", "BINARY".getBytes(US_ASCII));
    }
    if (isLong(path)) {
      record(records, "path", ByteNames.bytes(path));
    }
    if (isLong(link)) {
      record(records, "linkpath", ByteNames.bytes(link));
    }
    number(records, "size", size, SIZE_DIGITS);
    number(records, "uid", Integer.toUnsignedLong(attributes.uid()), ID_DIGITS);
    number(records, "gid", Integer.toUnsignedLong(attributes.gid()), ID_DIGITS);
    if (attributes.nanos() != 0) {
      String time = attributes.seconds() + String.format(".%09d", attributes.nanos());
      record(records, "mtime", time.getBytes(US_ASCII));
    } else {
      number(records, "mtime", attributes.seconds(), SIZE_DIGITS);
    }
    for (Map.Entry<String, byte[]> xattr : attributes.xattrs().entrySet()) {
      record(records, "SCHILY.xattr." + xattr.getKey(), xattr.getValue());
    }
    return records.toByteArray();
  }

  private static void number(
      ByteArrayOutputStream records, String key, long value, int octalDigits) {
    if (value != fitting(value, octalDigits)) {
      record(records, key, Long.toString(value).getBytes(US_ASCII));
    }
  }

  /** {@code "LENGTH KEY=VALUE\n"}, where LENGTH counts itself. */
  private static void record(ByteArrayOutputStream records, String key, byte[] value) {
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

  private static boolean isLong(String text) {
    // a PAX record can't represent what isn't UTF-8
    return ByteNames.bytes(text).length > NAME_LENGTH
        || (ByteNames.isText(text) && !US_ASCII.newEncoder().canEncode(text));
  }

  /** The number, or 0 if a PAX record has it. */
  private static long fitting(long value, int octalDigits) {
    return value >> (3 * octalDigits) == 0 ? value : 0;
  }

  private static void fields(byte[] header, int mode, long uid, long gid, long time, long size) {
    octal(header, 100, ID_DIGITS, mode);
    octal(header, 108, ID_DIGITS, uid);
    octal(header, 116, ID_DIGITS, gid);
    octal(header, 124, SIZE_DIGITS, size);
    octal(header, 136, SIZE_DIGITS, time);
  }

  private static byte[] seal(byte[] header, char type) {
    header[156] = (byte) type;
    put(header, 257, "ustar\00000".getBytes(US_ASCII), 8);
    int sum = 8 * ' ';
    for (byte b : header) {
      sum += b & 0xff;
    }
    octal(header, 148, 6, sum);
    header[155] = ' ';
    return header;
  }

  private static void put(byte[] header, int at, byte[] text, int most) {
    System.arraycopy(text, 0, header, at, Math.min(text.length, most));
  }

  private static void octal(byte[] header, int at, int digits, long value) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      header[i] = (byte) ('0' + (rest & 7));
      rest >>= 3;
    }
  }

  private static char type(FileKind kind) {
    return switch (kind) {
      case FILE -> '0';
      case SYMLINK -> '2';
      case CHARACTER_DEVICE -> '3';
      case BLOCK_DEVICE -> '4';
      case FIFO -> '6';
      case FOLDER, HARD_LINK, UNKNOWN -> throw new IllegalArgumentException("no leaf: " + kind);
    };
  }
}
