package io.github.layerlift.codec;

import com.google.common.io.CountingInputStream;
import io.github.layerlift.archive.BlockInputStream;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.io.IOException;
import java.io.InputStream;

/** Unpacked bytes, with the limits kept and every decoder's own errors put into our words. */
final class DecodedStream extends BlockInputStream {
  /** Small files may shrink as they like; no harm comes from them. */
  private static final long RATIO_FROM = 64L << 20;

  private final InputStream in;
  private final CountingInputStream packed;
  private final UnpackLimits limits;
  private final String what;
  private long unpacked;

  DecodedStream(InputStream decoder, CountingInputStream packed, UnpackLimits limits, String what) {
    this.in = decoder;
    this.packed = packed;
    this.limits = limits;
    this.what = what;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    int count;
    try {
      count = in.read(into, start, length);
    } catch (IOException | RuntimeException e) {
      throw corrupt(e, what);
    }
    unpacked += Math.max(0, count);
    requireLimits();
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void requireLimits() throws LayerliftException {
    if (unpacked > limits.bytes()) {
      throw tooBig("more than " + limits.bytes() + " bytes", "--max-unpacked");
    }
    if (unpacked > RATIO_FROM && unpacked / limits.ratio() > packed.getCount()) {
      throw tooBig("more than " + limits.ratio() + " times its size", "--max-ratio");
    }
  }

  private LayerliftException tooBig(String limit, String option) {
    return Fault.of(ErrorCode.UNPACKED_TOO_BIG, "the compressed data unpacks to " + limit)
        .in(what)
        .hint("this may be a decompression bomb; if it isn't, " + option + " raises the limit")
        .exception();
  }

  /** A decoder's own fault; one of ours that passed through it stays as it is. */
  static LayerliftException corrupt(Exception e, String what) {
    if (e instanceof LayerliftException ours) {
      return ours;
    }
    String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Fault.of(ErrorCode.COMPRESSION_CORRUPT, "the compressed data is corrupt: " + detail)
        .in(what)
        .hint("the archive was damaged or cut on the way; get it again")
        .exception(e);
  }
}
