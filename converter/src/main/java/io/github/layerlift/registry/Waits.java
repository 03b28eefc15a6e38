package io.github.layerlift.registry;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting before another try. */
@FunctionalInterface
interface Waits {
  /**
   * Waits.
   *
   * @throws io.github.layerlift.fault.ConversionInterruptedException if a stop was requested
   */
  void pause(Duration time) throws LayerliftException;

  /** Really waits, until a stop is requested. */
  static Waits until(Cancellation cancellation) {
    CountDownLatch stopped = new CountDownLatch(1);
    cancellation.onRequest(stopped::countDown);
    return time -> {
      try {
        if (stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
          cancellation.check();
        }
      } catch (InterruptedException e) {
        throw Transport.interrupted(e);
      }
    };
  }
}
