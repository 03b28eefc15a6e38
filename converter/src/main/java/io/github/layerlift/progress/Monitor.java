package io.github.layerlift.progress;

/**
 * Connects running work with its caller.
 *
 * @param progress counters for a display
 * @param cancellation checked between two blocks
 */
public record Monitor(Progress progress, Cancellation cancellation) {
  /** A monitor that nobody reads or stops. */
  public Monitor() {
    this(new Progress(), new Cancellation());
  }
}
