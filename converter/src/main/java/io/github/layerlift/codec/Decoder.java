package io.github.layerlift.codec;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.google.common.io.CountingInputStream;
import io.github.layerlift.image.Compression;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens packed bytes as the stream of what is in them; several members or frames count as one. */
public final class Decoder {
  /** xz may ask for gigabytes of dictionary; its own highest preset needs 65 MiB. */
  private static final int XZ_MEMORY_KIB = 128 * 1024;

  private final UnpackLimits limits;

  public Decoder(UnpackLimits limits) {
    this.limits = limits;
  }

  /**
   * Opens {@code packed}. The stream throws {@link
   * io.github.layerlift.report.MalformedArchiveException} where the bytes are corrupt or past a
   * limit; closing it closes {@code packed}.
   *
   * @param what the file's name, for messages
   */
  public InputStream open(Compression compression, InputStream packed, String what)
      throws IOException {
    return open(compression, packed, what, false);
  }

  /** The same for a file of its own, which may have zeros after gzip's end; engines refuse such layers. */
  public InputStream openFile(Compression compression, InputStream packed, String what)
      throws IOException {
    return open(compression, packed, what, true);
  }

  private InputStream open(
      Compression compression, InputStream packed, String what, boolean mayBePadded)
      throws IOException {
    if (compression == Compression.NONE) {
      return packed;
    }
    CountingInputStream counted = new CountingInputStream(packed);
    try {
      return new DecodedStream(decoder(compression, counted, mayBePadded), counted, limits, what);
    } catch (IOException | RuntimeException e) {
      throw DecodedStream.corrupt(e, what);
    }
  }

  private static InputStream decoder(Compression compression, InputStream in, boolean mayBePadded)
      throws IOException {
    return switch (compression) {
      case NONE -> in;
      case GZIP -> new GzipMembers(in, mayBePadded);
      case ZSTD -> {
        ZstdLibrary.load();
        yield new ZstdInputStreamNoFinalizer(in);
      }
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
    };
  }
}
