package io.github.layerlift.registry;

import io.github.layerlift.progress.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Everything that has to do with time.
 *
 * @param waits between tries
 * @param clock tells when tokens expire
 * @param random from 0 to 1, so that clients that failed together don't come back together
 * @param stall how long nothing may move on a connection
 */
record Timing(Waits waits, Clock clock, DoubleSupplier random, Duration stall) {
  private static final Duration STALL = Duration.ofSeconds(60);

  static Timing real(Cancellation cancellation) {
    return new Timing(
        Waits.until(cancellation),
        Clock.systemUTC(),
        () -> ThreadLocalRandom.current().nextDouble(),
        STALL);
  }
}
