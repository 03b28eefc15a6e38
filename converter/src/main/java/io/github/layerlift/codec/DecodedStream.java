package io.github.layerlift.codec;

import io.github.layerlift.bytes.BlockInputStream;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import java.io.IOException;
import java.io.InputStream;

/** Unpacked bytes, with the limits enforced and every decoder's own errors translated. */
final class DecodedStream extends BlockInputStream {
  /** Small files may have any ratio; they do no harm. */
  private static final long RATIO_FROM = 64L << 20;

  private final InputStream in;
  private final PackedStream packed;
  private final DecoderFaults faults;
  private long unpacked;

  DecodedStream(InputStream decoder, PackedStream packed, DecoderFaults faults) {
    this.in = decoder;
    this.packed = packed;
    this.faults = faults;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    int count;
    try {
      count = in.read(into, start, length);
    } catch (IOException | RuntimeException e) {
      throw faults.of(e, unpacked);
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
    UnpackLimits limits = faults.limits();
    if (unpacked > limits.bytes()) {
      throw faults.tooBig("more than " + limits.bytes() + " bytes", Setting.UNPACKED_BYTES);
    }
    if (unpacked > RATIO_FROM && unpacked / limits.ratio() > packed.count()) {
      throw faults.tooBig("more than " + limits.ratio() + " times its size", Setting.UNPACK_RATIO);
    }
  }
}
