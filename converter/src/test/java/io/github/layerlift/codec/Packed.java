package io.github.layerlift.codec;

import com.github.luben.zstd.Zstd;
import io.github.layerlift.image.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Packs bytes, for tests. */
public final class Packed {

  private Packed() {}

  /** {@code plain} in one member or frame. */
  public static byte[] of(Compression compression, byte[] plain) {
    if (compression == Compression.ZSTD) {
      return Zstd.compress(plain);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer(compression, packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** One after the other. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static OutputStream packer(Compression compression, OutputStream out) throws IOException {
    return switch (compression) {
      case GZIP -> new GZIPOutputStream(out);
      case BZIP2 -> new BZip2CompressorOutputStream(out);
      case XZ -> new XZOutputStream(out, new LZMA2Options(0));
      case NONE, ZSTD -> out;
    };
  }
}
