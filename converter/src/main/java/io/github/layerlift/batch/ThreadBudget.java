package io.github.layerlift.batch;

import java.util.concurrent.Semaphore;

/**
 * Shares threads among archives: a large one gets several, many small ones run side by side. There
 * are never more threads at work than the budget has, and never more archives than memory allows.
 */
public final class ThreadBudget {
  /** The bytes of an archive that keep one thread busy. */
  private static final long SHARE = 32L << 20;

  /** The heap that one conversion may need for lists, documents and buffers. */
  private static final long HEAP = 16L << 20;

  private final int threads;
  private final int archives;
  private final Semaphore free;

  /**
   * @param threads of all archives together, at least 1
   * @param heap the maximum size of the heap in bytes
   */
  public ThreadBudget(int threads, long heap) {
    this.threads = threads;
    this.archives = (int) Math.max(1, Math.min(threads, heap / HEAP - 1));
    this.free = new Semaphore(threads, true);
  }

  /** How many threads an archive of {@code size} bytes gets: at least 1. */
  public int share(long size) {
    int least = (threads + archives - 1) / archives;
    return (int) Math.min(threads, Math.max(least, 1 + size / SHARE));
  }

  /** Waits until so many threads are free, and takes them. */
  public void take(int share) {
    free.acquireUninterruptibly(share);
  }

  public void giveBack(int share) {
    free.release(share);
  }
}
