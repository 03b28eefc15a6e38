package io.github.layerlift.pour;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The buffers of one thread: a fixed few, made when they are first needed. */
final class Blocks {
  /** Bytes of a buffer. Larger ones gain nothing, smaller ones cost calls. */
  static final int SIZE = 1 << 20;

  /** What all buffers of all threads may take together, in bytes. */
  private static final int BUDGET = 32 << 20;

  private static final int COUNT = 3;

  private final int size;
  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(COUNT);
  private int made;

  /**
   * Makes none yet.
   *
   * @param largest size of the largest blob, in bytes
   * @param threads how many threads have buffers
   */
  Blocks(long largest, int threads) {
    this.size = (int) Math.max(1, Math.min(Math.min(SIZE, BUDGET / (COUNT * threads)), largest));
  }

  /** An empty buffer; waits for one that is still being written if all are out. */
  ByteBuffer take() {
    ByteBuffer buffer = free.poll();
    if (buffer == null && made < COUNT) {
      made++;
      buffer = ByteBuffer.allocateDirect(size);
    }
    return (buffer == null ? await() : buffer).clear();
  }

  void giveBack(ByteBuffer buffer) {
    free.add(buffer);
  }

  /** Waits until no buffer is out any more. */
  void awaitAll() {
    ByteBuffer[] all = new ByteBuffer[made];
    for (int i = 0; i < made; i++) {
      all[i] = await();
    }
    for (ByteBuffer buffer : all) {
      free.add(buffer);
    }
  }

  private ByteBuffer await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return free.take();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
