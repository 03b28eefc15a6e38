package io.github.layerlift.extract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.output.WriteFaults;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tar.UstarHeader;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Inode;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Map;

/** Writes entries with all their metadata: ustar, with a PAX header for what ustar can't represent. */
final class TarWriter {
  private static final int BLOCK = 512;

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
      byte[] name = "PaxHeaders/entry".getBytes(US_ASCII);
      data(new UstarHeader(name, 'x', 0644, records.length).bytes(), BLOCK);
      data(records, records.length);
      pad(records.length);
    }
    byte[] header = new UstarHeader(
            ByteNames.bytes(path), type, attributes.mode(), fitting(size, UstarHeader.SIZE_DIGITS))
        .link(ByteNames.bytes(link))
        .owner(
            fitting(Integer.toUnsignedLong(attributes.uid()), UstarHeader.ID_DIGITS),
            fitting(Integer.toUnsignedLong(attributes.gid()), UstarHeader.ID_DIGITS))
        .time(fitting(attributes.seconds(), UstarHeader.SIZE_DIGITS))
        .device(major, minor)
        .bytes();
    data(header, BLOCK);
  }

  private static byte[] pax(String path, String link, long size, Attributes attributes) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    if ((isLong(path) && !ByteNames.isText(path)) || (isLong(link) && !ByteNames.isText(link))) {
      UstarHeader.record(records, "hdrcharset", "BINARY".getBytes(US_ASCII));
    }
    if (isLong(path)) {
      UstarHeader.record(records, "path", ByteNames.bytes(path));
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
      case SYMLINK -> '2';
      case CHARACTER_DEVICE -> '3';
      case BLOCK_DEVICE -> '4';
      case FIFO -> '6';
      case FOLDER, HARD_LINK, UNKNOWN -> throw new IllegalArgumentException("no leaf: " + kind);
    };
  }
}
