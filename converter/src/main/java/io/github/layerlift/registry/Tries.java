package io.github.layerlift.registry;

import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How often one thing is tried, and how long to wait before the next time. For one thread. */
final class Tries {
  /** Together they wait for up to 31 seconds, which is what a registry takes to restart. */
  static final int MANY = 6;

  /** For what rarely gets better: a name that isn't known, a port where nobody listens. */
  static final int FEW = 3;

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** What a server gets that isn't given much time any more. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final long start = System.nanoTime();
  private final int most;
  private final boolean isFirst;
  private final Timing timing;
  private final Faults faults;
  private int failed;

  Tries(int most, Timing timing, Faults faults) {
    this(most, false, timing, faults);
  }

  /**
   * @param isFirst whether the server has never answered, so that it may not be there at all: then
   *     all tries together get little time
   */
  Tries(int most, boolean isFirst, Timing timing, Faults faults) {
    this.most = most;
    this.isFirst = isFirst;
    this.timing = timing;
    this.faults = faults;
  }

  /**
   * How long nothing may move on a connection in this try.
   *
   * @param ways how many ways to the server are still to be tried
   */
  Duration patience(int ways) {
    if (!isFirst) {
      return timing.stall();
    }
    Duration left = timing.first().minusNanos(System.nanoTime() - start).dividedBy(ways);
    Duration some = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    return some.compareTo(timing.stall()) < 0 ? some : timing.stall();
  }

  private boolean isOver() {
    return isFirst && System.nanoTime() - start >= timing.first().toNanos();
  }

  /** Something was gained since the last failure. */
  void reset() {
    failed = 0;
  }

  /** How many have failed since something was gained. */
  int failed() {
    return failed;
  }

  /**
   * After an answer that may be another one later: waits before the next try.
   *
   * @throws LayerliftException if there is none
   */
  void after(Answer answer, String what) throws LayerliftException {
    failed++;
    if (!answer.isTransient() || failed >= most) {
      throw faults.of(answer, what);
    }
    Duration backOff = backOff();
    Duration wanted = retryAfter(answer).orElse(backOff);
    timing.waits().pause(wanted.compareTo(backOff) < 0 ? backOff : wanted);
  }

  /**
   * After a connection that failed: waits before the next try.
   *
   * @throws LayerliftException if there is none
   */
  void after(IOException e, String what) throws LayerliftException {
    failed++;
    if (e instanceof LayerliftException fault) {
      throw fault;
    }
    if (isOver() && Broken.of(e) == Broken.SILENT) {
      throw faults.silent(timing.first(), e);
    }
    if (failed >= most || Broken.isLasting(e) || isOver()) {
      throw faults.of(e, what);
    }
    timing.waits().pause(backOff());
  }

  /**
   * After an answer that says that what was done so far is lost: waits before it is done once more.
   *
   * @throws LayerliftException if it isn't
   */
  void afterLoss(Answer answer, String what) throws LayerliftException {
    failed++;
    if (failed >= most) {
      throw faults.of(answer, what);
    }
    timing.waits().pause(backOff());
  }

  /** Twice as long each time, less up to half of it. */
  private Duration backOff() {
    long millis = FIRST.toMillis() << Math.min(failed - 1, MANY);
    return Duration.ofMillis(Math.round(millis * (1 - timing.random().getAsDouble() / 2)));
  }

  private Optional<Duration> retryAfter(Answer answer) {
    Optional<String> header = answer.header("Retry-After").map(String::strip);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    String text = header.get();
    Duration wanted;
    if (text.matches("\\d{1,9}")) {
      wanted = Duration.ofSeconds(Long.parseLong(text));
    } else {
      try {
        Instant until =
            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        wanted = Duration.between(timing.clock().instant(), until);
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
    return Optional.of(wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted);
  }
}
