package io.github.layerlift.cli.console;

import io.github.layerlift.progress.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request to stop, and keeps the process alive until the work has
 * cleaned up after itself. The JVM then ends it with the signal's exit code, 130 or 143.
 */
public final class Interruption {
  /**
   * Longer than work needs that notices the request. Work that doesn't, since it waits for a pipe
   * or a disk, may wait forever; its files were removed when the request was made.
   */
  private static final long MAX_MILLIS = 700;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Cancellation cancellation) {
    this.hook = new Thread(
        () -> {
          cancellation.request();
          awaitDone();
        },
        "layerlift-interruption");
  }

  public static Interruption listen(Cancellation cancellation) {
    Interruption interruption = new Interruption(cancellation);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** The work has ended, and has cleaned up after itself. */
  public void stop() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already, which is what the hook was for
      return;
    }
  }

  private void awaitDone() {
    try {
      if (!done.await(MAX_MILLIS, TimeUnit.MILLISECONDS)) {
        // nothing is printed: the work may be waiting for stderr
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
