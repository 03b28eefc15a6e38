package io.github.layerlift.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Compression;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZFormatException;

/** Turns a decoder's errors, and exceeded limits, into faults. */
record DecoderFaults(
    Compression compression, PackedStream packed, UnpackLimits limits, String what) {
  /**
   * A decoder's own fault; one of ours that passed through it stays as it is.
   *
   * @param unpacked how many bytes came out before
   */
  LayerliftException of(Exception e, long unpacked) {
    if (e instanceof LayerliftException ours) {
      return ours;
    }
    if (e instanceof MemoryLimitException xz) {
      return windowTooBig("a dictionary of " + xz.getMemoryNeeded() / 1024 + " MiB", e);
    }
    if (e instanceof ZstdIOException zstd
        && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
      return windowTooBig("a larger window", e);
    }
    if (packed.isEnded()) {
      return fault(kind() + " is truncated after " + packed.count() + " bytes")
          .hint(WayOut.piped("copy or download it again; if it is one part of a split"
              + " file, join all parts: cat PART…"))
          .exception(e);
    }
    if (unpacked > 0 && isForeign(e)) {
      return follows(packed.count(), e);
    }
    return fault(kind() + " is corrupt, within its first " + packed.count() + " bytes")
        .hint(Fault.DAMAGED)
        .exception(e);
  }

  /** The bytes after the end are neither padding nor more of the same kind. */
  LayerliftException rubbish(long offset) {
    return fault("unexpected data follows the end of " + kind() + ", at byte " + offset)
        .hint(Fault.DAMAGED)
        .exception();
  }

  /** Zeros follow the end of something that goes into the output unchanged. */
  LayerliftException padding(long offset) {
    return fault("zeros follow the end of " + kind() + ", at byte " + offset)
        .hint("engines reject such a layer; save the image again")
        .exception();
  }

  LayerliftException tooBig(String limit, Setting setting) {
    return Fault.of(ErrorCode.UNPACKED_TOO_BIG, "the compressed data unpacks to " + limit)
        .in(what)
        .hint(WayOut.of("this may be a decompression bomb; if not, ").then(WayOut.raise(setting)))
        .exception();
  }

  /** A header without an end. */
  LayerliftException longHeader(int limit) {
    return fault("a header of " + kind() + " exceeds the limit of " + limit + " bytes")
        .hint("no genuine file needs that; get it again from a source you trust")
        .exception();
  }

  private LayerliftException follows(long within, Exception e) {
    return fault("unexpected data follows the end of " + kind() + ", within its first " + within
            + " bytes")
        .hint(Fault.DAMAGED)
        .exception(e);
  }

  private LayerliftException windowTooBig(String wanted, Exception e) {
    return Fault.of(
            ErrorCode.WINDOW_TOO_BIG,
            kind() + " needs " + wanted + ", which exceeds the limit of " + (limits.window() >> 20)
                + " MiB")
        .in(what)
        .hint(WayOut.raise(Setting.WINDOW_BYTES).then(", and so the memory used"))
        .exception(e);
  }

  /** Whether a decoder met bytes that don't start what it knows. */
  private static boolean isForeign(Exception e) {
    return e instanceof XZFormatException
        || (e instanceof ZstdIOException zstd && zstd.getErrorCode() == Zstd.errPrefixUnknown())
        || String.valueOf(e.getMessage()).startsWith("Garbage after");
  }

  private String kind() {
    return "the " + compression.program() + " data";
  }

  private Fault fault(String sentence) {
    return Fault.of(ErrorCode.COMPRESSION_CORRUPT, sentence).in(what);
  }
}
