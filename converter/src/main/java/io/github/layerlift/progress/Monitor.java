package io.github.layerlift.progress;

/**
 * What connects running work with those who wait for it.
 *
 * @param progress counters for a display
 * @param cancellation asked between two blocks
 */
public record Monitor(Progress progress, Cancellation cancellation) {
  /** One that nobody looks at, and that nobody stops. */
  public Monitor() {
    this(new Progress(), new Cancellation());
  }
}
