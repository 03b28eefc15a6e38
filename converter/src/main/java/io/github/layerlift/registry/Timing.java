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
 * @param first how long a server may take that has never answered, with all tries
 */
record Timing(Waits waits, Clock clock, DoubleSupplier random, Duration stall, Duration first) {
  private static final Duration STALL = Duration.ofSeconds(60);

  /** Whoever mistypes an address should not have to wait for minutes. */
  private static final Duration FIRST = Duration.ofSeconds(30);

  static Timing real(Cancellation cancellation) {
    return new Timing(
        Waits.until(cancellation),
        Clock.systemUTC(),
        () -> ThreadLocalRandom.current().nextDouble(),
        STALL,
        FIRST);
  }
}
