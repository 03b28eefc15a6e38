package io.github.layerlift.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Finds bytes that occurred before. */
abstract class MatchSearch {
  /** How far back they may be. */
  static final int WINDOW = 1 << 15;

  /** No match begins so close to the end, so that whole words can be read. */
  static final int TAIL = Long.BYTES;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HASH_BITS = 16;

  /** 2 to the power of 32, by the golden ratio: spreads what differs little. */
  private static final int HASH_FACTOR = 0x9E3779B1;

  /** By hash of some bytes: where they were last, or something out of the window. */
  final int[] last = new int[1 << HASH_BITS];

  /** Forgets everything. */
  void start() {
    Arrays.fill(last, -WINDOW - 1);
  }

  /**
   * Adds matches to {@code block}.
   *
   * @param until where no more begin; the last one may end beyond it
   * @param length of {@code in}
   * @return the end of the block
   */
  abstract int fill(DeflateBlock block, byte[] in, int from, int until, int length);

  static int slot(int word) {
    return (word * HASH_FACTOR) >>> (Integer.SIZE - HASH_BITS);
  }

  static int word(byte[] in, int at) {
    return (int) INT.get(in, at);
  }

  /** How many bytes are the same in two places. */
  static int common(byte[] in, int one, int other, int most) {
    int size = 0;
    while (size <= most - Long.BYTES) {
      long differs = (long) LONG.get(in, one + size) ^ (long) LONG.get(in, other + size);
      if (differs != 0) {
        return size + Long.numberOfTrailingZeros(differs) / Byte.SIZE;
      }
      size += Long.BYTES;
    }
    while (size < most && in[one + size] == in[other + size]) {
      size++;
    }
    return size;
  }
}
