package io.github.layerlift.codec;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.image.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens packed bytes as a stream of the unpacked ones; several members or frames count as one. */
public final class Decoder {
  /** Nobody packs a file more often, except to hide what it unpacks to. */
  private static final int MAX_LEVELS = 3;

  /** What xz needs besides its dictionary, generously. */
  private static final int XZ_EXTRA_KIB = 1024;

  /** The windows that zstd can request: 2^10 to 2^31 bytes. */
  private static final int ZSTD_MIN_LOG = 10;

  private static final int ZSTD_MAX_LOG = 31;

  private final UnpackLimits limits;

  public Decoder(UnpackLimits limits) {
    this.limits = limits;
  }

  /**
   * Opens {@code packed}. The stream throws {@link
   * io.github.layerlift.fault.MalformedArchiveException} where the bytes are corrupt or past a
   * limit; closing it closes {@code packed}.
   *
   * @param what the file's name, for messages
   */
  public InputStream open(Compression compression, InputStream packed, String what)
      throws IOException {
    return open(compression, packed, what, false);
  }

  /** The same for bytes that aren't copied: zeros may follow gzip, which engines reject. */
  public InputStream openPadded(Compression compression, InputStream packed, String what)
      throws IOException {
    return open(compression, packed, what, true);
  }

  private InputStream open(Compression compression, InputStream packed, String what, boolean padded)
      throws IOException {
    PackedStream counted = new PackedStream(packed);
    return compression == Compression.NONE
        ? packed
        : open(compression, counted, counted, what, padded);
  }

  /** Opens a file however it is packed, even more than once. */
  public PackedFile openFile(InputStream file, String what) throws IOException {
    PackedStream counted = new PackedStream(file);
    PushbackInputStream plain = pushback(counted);
    Compression outside = peek(plain);
    Compression next = outside;
    for (int level = 0; next != Compression.NONE; level++) {
      if (level == MAX_LEVELS) {
        throw Fault.of(
                ErrorCode.UNPACKED_TOO_BIG, "it is packed more than " + MAX_LEVELS + " times")
            .in(what)
            .hint("unpack it with " + next.program() + " -d first, if you trust it")
            .exception();
      }
      plain = pushback(open(next, counted, plain, what, true));
      next = peek(plain);
    }
    return new PackedFile(outside, plain, counted);
  }

  private static PushbackInputStream pushback(InputStream in) {
    return new PushbackInputStream(in, Compression.MAGIC_LENGTH);
  }

  private static Compression peek(PushbackInputStream in) throws IOException {
    byte[] head = in.readNBytes(Compression.MAGIC_LENGTH);
    in.unread(head);
    return Compression.detect(head);
  }

  /**
   * @param counted the packed bytes of the whole file, which {@code in} comes from
   */
  private InputStream open(
      Compression compression, PackedStream counted, InputStream in, String what, boolean padded)
      throws IOException {
    DecoderFaults faults = new DecoderFaults(compression, counted, limits, what);
    try {
      return new DecodedStream(decoder(compression, in, faults, padded), counted, faults);
    } catch (IOException | RuntimeException e) {
      throw faults.of(e, 0);
    }
  }

  private InputStream decoder(
      Compression compression, InputStream in, DecoderFaults faults, boolean padded)
      throws IOException {
    return switch (compression) {
      case NONE -> in;
      case GZIP -> new GzipMembers(in, padded, faults);
      case ZSTD -> zstd(in);
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case XZ ->
        new XZInputStream(
            in, (int) Math.min(Integer.MAX_VALUE, limits.window() / 1024 + XZ_EXTRA_KIB));
    };
  }

  private InputStream zstd(InputStream in) throws IOException {
    ZstdLibrary.load();
    int log = Long.SIZE - 1 - Long.numberOfLeadingZeros(limits.window());
    return new ZstdInputStreamNoFinalizer(in)
        .setLongMax(Math.max(ZSTD_MIN_LOG, Math.min(ZSTD_MAX_LOG, log)));
  }
}
