package io.github.layerlift.it.machine;

import java.io.IOException;
import java.time.Duration;

/** Waits until something has happened. */
public final class Await {
  private static final long BETWEEN_MILLIS = 5;

  private Await() {}

  /** Tells whether it has happened. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * Returns as soon as {@code condition} holds; fails after {@code limit}.
   *
   * @param what for the message, such as "the registry listens"
   */
  public static void until(String what, Duration limit, Condition condition)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
      }
      Thread.sleep(BETWEEN_MILLIS);
    }
  }
}
