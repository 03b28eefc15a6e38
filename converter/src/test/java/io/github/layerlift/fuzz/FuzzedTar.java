package io.github.layerlift.fuzz;

import io.github.layerlift.fixture.TarBytes;
import java.util.Arrays;

/**
 * Makes a tar from a fuzzer's bytes. The first byte says how: if it is even, header checksums are
 * corrected, since no fuzzer would guess them; if it is odd, everything stays as it is.
 */
final class FuzzedTar {
  private static final int BLOCK = 512;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE = 156;

  private FuzzedTar() {}

  static byte[] of(byte[] data) {
    byte[] tar = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
    if (data.length > 0 && data[0] % 2 == 0) {
      mend(tar);
    }
    return tar;
  }

  /** Bytes from which {@link #of} makes {@code tar}. */
  static byte[] seed(byte[] tar) {
    byte[] seed = new byte[tar.length + 1];
    System.arraycopy(tar, 0, seed, 1, tar.length);
    return seed;
  }

  private static void mend(byte[] tar) {
    long at = 0;
    while (at + BLOCK <= tar.length) {
      int start = (int) at;
      byte[] header = Arrays.copyOfRange(tar, start, start + BLOCK);
      if (!Arrays.equals(header, new byte[BLOCK])) {
        System.arraycopy(TarBytes.checksummed(header), 0, tar, start, BLOCK);
        at += data(header);
      }
      at += BLOCK;
    }
  }

  /** How many bytes follow a header, approximately: a wrong guess is just another broken tar. */
  private static long data(byte[] header) {
    boolean headerOnly = header[TYPE] >= '1' && header[TYPE] <= '6';
    long size = 0;
    for (int i = SIZE; i < SIZE + SIZE_LENGTH && !headerOnly; i++) {
      boolean digit = header[i] >= '0' && header[i] <= '7';
      size = digit ? size << 3 | (header[i] - '0') : size;
    }
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }
}
