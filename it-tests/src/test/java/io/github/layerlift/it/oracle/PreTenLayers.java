package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/** Makes small layers of every kind that Docker 20.10 takes. */
final class PreTenLayers {
  private final Random random;
  private byte[] last = new byte[0];

  PreTenLayers(Random random) {
    this.random = random;
  }

  /** A layer; now and then the same as the one before. */
  byte[] next() throws IOException {
    last = switch (random.nextInt(20)) {
      case 0 -> last;
      case 1 -> new byte[0];
      case 2 -> new byte[1024];
      case 3 -> new byte[10240];
      case 4, 5 -> gzip(tar());
      case 6 -> random.nextBoolean() ? bzip2(tar()) : xz(tar());
      default -> tar();
    };
    return last;
  }

  private byte[] tar() throws IOException {
    return tar("file-" + random.nextInt(5), Long.toHexString(random.nextLong()));
  }

  /** A layer with one file. */
  static byte[] tar(String name, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
      byte[] data = content.getBytes(UTF_8);
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(data.length);
      entry.setModTime(0);
      out.putArchiveEntry(entry);
      out.write(data);
      out.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(data);
    }
    return bytes.toByteArray();
  }

  static byte[] bzip2(byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(bytes)) {
      out.write(data);
    }
    return bytes.toByteArray();
  }

  static byte[] xz(byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new XZCompressorOutputStream(bytes)) {
      out.write(data);
    }
    return bytes.toByteArray();
  }
}
