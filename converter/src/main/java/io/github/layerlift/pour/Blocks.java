package io.github.layerlift.pour;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The two buffers of one thread, made when they are first needed. */
final class Blocks {
  /** Bytes of a buffer. Larger ones gain nothing, smaller ones cost calls. */
  static final int SIZE = 1 << 20;

  /** What all buffers of all threads may take together, in bytes. */
  private static final int BUDGET = 32 << 20;

  private final int size;
  private @Nullable ByteBuffer first;
  private @Nullable ByteBuffer second;

  /**
   * Doesn't allocate any yet.
   *
   * @param largest size of the largest blob, in bytes
   * @param threads how many threads have buffers
   */
  Blocks(long largest, int threads) {
    this.size = (int) Math.max(1, Math.min(Math.min(SIZE, BUDGET / (2 * threads)), largest));
  }

  /** An empty buffer. */
  ByteBuffer first() {
    first = first == null ? ByteBuffer.allocateDirect(size) : first;
    return first.clear();
  }

  /** Another one. */
  ByteBuffer second() {
    second = second == null ? ByteBuffer.allocateDirect(size) : second;
    return second.clear();
  }
}
