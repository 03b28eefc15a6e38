package io.github.layerlift.cli;

import io.github.layerlift.report.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request to stop, and holds the process until the work has cleaned
 * up after itself. The JVM then ends it with the signal's exit code, 130 or 143.
 */
final class Interruption {
  /** Longer than any block takes; shorter than what stops the process by force. */
  private static final long LONGEST_SECONDS = 9;

  /** A read from a terminal or a silent pipe may never end, and leaves nothing to clean up. */
  private static final long STREAM_SECONDS = 1;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Cancellation cancellation, long seconds) {
    this.hook = new Thread(
        () -> {
          cancellation.request();
          awaitDone(seconds);
        },
        "layerlift-interruption");
  }

  static Interruption listen(Cancellation cancellation, boolean fromStream) {
    Interruption interruption =
        new Interruption(cancellation, fromStream ? STREAM_SECONDS : LONGEST_SECONDS);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** The work is over, and has cleaned up after itself. */
  void stop() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already, which is what the hook was for
      return;
    }
  }

  private void awaitDone(long seconds) {
    try {
      if (!done.await(seconds, TimeUnit.SECONDS) && seconds == LONGEST_SECONDS) {
        System.err.println("warning: ended before everything was cleaned up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
