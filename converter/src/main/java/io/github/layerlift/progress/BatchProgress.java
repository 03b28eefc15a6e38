package io.github.layerlift.progress;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The progress of a batch: counters that can be read from any thread at any time. */
public final class BatchProgress {
  /**
   * An archive that is being converted.
   *
   * @param input its name
   * @param size in bytes
   * @param progress its progress
   */
  public record Running(String input, long size, Progress progress) {}

  private final List<Running> running = new CopyOnWriteArrayList<>();
  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicLong finishedBytes = new AtomicLong();
  private final AtomicInteger found = new AtomicInteger();
  private volatile int total;
  private volatile long totalBytes;

  /** How many inputs were examined, while the plan is made. */
  public int found() {
    return found.get();
  }

  /** How many archives there are to convert; 0 while the plan is made. */
  public int total() {
    return total;
  }

  /** Bytes of all archives to convert. */
  public long totalBytes() {
    return totalBytes;
  }

  /** How many of them have ended, whatever the result. */
  public int finished() {
    return finished.get();
  }

  /** How many of them have failed. */
  public int failed() {
    return failed.get();
  }

  /** Bytes of those that have ended. */
  public long finishedBytes() {
    return finishedBytes.get();
  }

  /** Those that are being converted now, the oldest first. */
  public List<Running> running() {
    return List.copyOf(running);
  }

  public void looked() {
    found.incrementAndGet();
  }

  public void begin(int archives, long bytes) {
    totalBytes = bytes;
    total = archives;
  }

  public void start(Running one) {
    running.add(one);
  }

  public void end(Running one, boolean hasFailed) {
    // counting it twice would overstate the progress
    running.remove(one);
    finishedBytes.addAndGet(one.size());
    failed.addAndGet(hasFailed ? 1 : 0);
    finished.incrementAndGet();
  }
}
