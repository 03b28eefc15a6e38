package io.github.layerlift.report;

import java.time.Duration;
import java.util.Optional;

/**
 * The result for one input.
 *
 * @param item the input
 * @param status the result
 * @param reason why, in a few words, unless it was converted
 * @param report of its conversion, if it was converted, or of its push
 * @param fault why it failed or was left alone: a {@link io.github.layerlift.fault.LayerliftException},
 *     or a bug
 * @param duration how long it took
 */
public record BatchResult(
    BatchItem item,
    Status status,
    String reason,
    Optional<ConversionReport> report,
    Optional<Throwable> fault,
    Duration duration) {
  /** The result for an input. */
  public enum Status {
    /** Converted, or pushed. */
    CONVERTED,
    /** Its output was current. */
    SKIPPED,
    /** It is not an image archive, and the user didn't name it. */
    IGNORED,
    FAILED,
    /** The batch was stopped before it was done. */
    NOT_RUN
  }

  /** A result of which no more is known yet. */
  public BatchResult(BatchItem item, Status status, String reason, Duration duration) {
    this(item, status, reason, Optional.empty(), Optional.empty(), duration);
  }

  public BatchResult with(ConversionReport done) {
    return new BatchResult(item, status, reason, Optional.of(done), fault, duration);
  }

  public BatchResult with(Throwable thrown) {
    return new BatchResult(item, status, reason, report, Optional.of(thrown), duration);
  }
}
