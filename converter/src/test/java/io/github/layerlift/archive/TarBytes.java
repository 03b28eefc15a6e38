package io.github.layerlift.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.tar.TarLimits;
import java.io.ByteArrayOutputStream;

/** Writes tars by hand, including invalid ones. */
public final class TarBytes {

  public static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The usual limits except for the number of entries. */
  public static TarLimits limits(int entries) {
    return new TarLimits(entries, 1L << 40, 10_000);
  }

  /** A ustar header with a correct checksum. */
  public static byte[] header(String name, char type, long size, String link) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, String.format("%011o\0", size));
    put(header, 136, "00000000000\0");
    header[156] = (byte) type;
    put(header, 157, link);
    put(header, 257, "ustar\00000");
    return seal(header);
  }

  /** Sets the checksum. */
  public static byte[] seal(byte[] header) {
    put(header, 148, "        ");
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += header[i] & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    return header;
  }

  public static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  public TarBytes file(String name, String text) {
    return entry(name, '0', text.getBytes(UTF_8));
  }

  public TarBytes folder(String name) {
    return raw(header(name, '5', 0, ""));
  }

  public TarBytes symlink(String name, String target) {
    return raw(header(name, '2', 0, target));
  }

  public TarBytes hardLink(String name, String target) {
    return raw(header(name, '1', 0, target));
  }

  /** A header for the next entry's long name ({@code L}) or link ({@code K}). */
  public TarBytes gnu(char type, String text) {
    return entry("././@LongLink", type, (text + "\0").getBytes(UTF_8));
  }

  /** A PAX header, of keys and values in turn. */
  public TarBytes pax(char type, String... keysAndValues) {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      records.append(record(keysAndValues[i], keysAndValues[i + 1]));
    }
    return entry("PaxHeaders/x", type, records.toString().getBytes(UTF_8));
  }

  /** One PAX record, whose length counts itself. */
  public static String record(String key, String value) {
    String rest = " " + key + "=" + value + "\n";
    int bytes = rest.getBytes(UTF_8).length;
    int length = bytes + 1;
    while (bytes + Integer.toString(length).length() != length) {
      length++;
    }
    return length + rest;
  }

  public TarBytes entry(String name, char type, byte[] data) {
    return raw(header(name, type, data.length, "")).data(data);
  }

  /** Data with its padding, after a header. */
  public TarBytes data(byte[] data) {
    raw(data);
    return raw(new byte[(BLOCK - data.length % BLOCK) % BLOCK]);
  }

  public TarBytes raw(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    return this;
  }

  public TarBytes raw(String ascii) {
    return raw(ascii.getBytes(US_ASCII));
  }

  public TarBytes end() {
    return raw(new byte[2 * BLOCK]);
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  public MemorySource source() {
    return new MemorySource(bytes());
  }
}
