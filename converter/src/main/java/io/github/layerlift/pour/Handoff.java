package io.github.layerlift.pour;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Passes jobs only to threads that are waiting for one: there is no queue to fall behind. */
final class Handoff {
  private final ArrayDeque<Runnable> jobs = new ArrayDeque<>();
  private int waiting;
  private boolean closed;

  /** Takes {@code job} only if a thread is free for it. */
  synchronized boolean offer(Runnable job) {
    if (waiting <= jobs.size()) {
      return false;
    }
    jobs.addLast(job);
    notifyAll();
    return true;
  }

  /** Waits for a job; null once this is closed and nothing is left. */
  synchronized @Nullable Runnable take() {
    waiting++;
    boolean interrupted = false;
    while (jobs.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    waiting--;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return jobs.pollFirst();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
