package io.github.layerlift.pour;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that share one task, such as a pour. Each does its own work, and then jobs that others hand over, until all
 * are done. The first fault stops them all, and is thrown.
 */
public final class Crew {
  private final Handoff handoff = new Handoff();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Cancellation cancellation;

  public Crew(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /** A member's own work; called once on each thread. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /** Runs {@code work} on {@code size} threads, of which the caller's is one. */
  public void run(int size, Work work) throws IOException {
    AtomicInteger working = new AtomicInteger(size);
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < size; i++) {
      Thread other = new Thread(() -> member(work, working), "layerlift-" + i);
      other.setDaemon(true);
      try {
        other.start();
        others.add(other);
      } catch (OutOfMemoryError e) {
        // the system has no thread left for this process; fewer threads do the same, but slower
        working.addAndGet(i - size);
        break;
      }
    }
    member(work, working);
    for (Thread other : others) {
      Uninterruptibles.joinUninterruptibly(other);
    }
    rethrow();
  }

  /** Called between two blocks: stops this thread if another failed or the user asked to stop. */
  public void check() throws IOException {
    cancellation.check();
    if (failure.get() != null) {
      throw new IOException("another thread has failed");
    }
  }

  /** Hands {@code job} to a member with nothing else to do; false if there is none. */
  boolean handOver(Runnable job) {
    return handoff.offer(job);
  }

  /** Like {@link #handOver}, for a job that nobody waits for: its fault is one of the crew. */
  public boolean share(Work job) {
    return handoff.offer(() -> attempt(job));
  }

  private void member(Work work, AtomicInteger working) {
    attempt(work);
    if (working.decrementAndGet() == 0) {
      handoff.close();
    }
    for (Runnable job = handoff.take(); job != null; job = handoff.take()) {
      job.run();
    }
  }

  private void attempt(Work work) {
    try {
      work.run();
    } catch (IOException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private void rethrow() throws IOException {
    Throwable fault = failure.get();
    if (fault != null) {
      Throwables.throwIfInstanceOf(fault, IOException.class);
      Throwables.throwIfUnchecked(fault);
    }
  }
}
