package io.github.layerlift.options;

import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Progress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to read an archive, whatever is done with it.
 *
 * @param limits how much of it is believed
 * @param jobs how many threads read and hash, at least 1
 * @param tempFolder where scratch files go; if it isn't given, where the task would have them
 * @param progress counters for a display
 * @param cancellation asked between two blocks
 * @param leniency what is taken on the user's word
 */
public record ReadOptions(
    Limits limits,
    int jobs,
    Optional<Path> tempFolder,
    Progress progress,
    Cancellation cancellation,
    Leniency leniency) {
  public ReadOptions {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs must be at least 1 and is " + jobs);
    }
  }

  /** Options that take nothing on the user's word. */
  public ReadOptions(
      Limits limits,
      int jobs,
      Optional<Path> tempFolder,
      Progress progress,
      Cancellation cancellation) {
    this(limits, jobs, tempFolder, progress, cancellation, Leniency.NONE);
  }

  /** The same options with another leniency. */
  public ReadOptions with(Leniency other) {
    return new ReadOptions(limits, jobs, tempFolder, progress, cancellation, other);
  }

  /** Usual limits, a thread for each processor, nobody who looks on or asks to stop. */
  public static ReadOptions defaults() {
    return new ReadOptions(
        Limits.DEFAULT,
        Runtime.getRuntime().availableProcessors(),
        Optional.empty(),
        new Progress(),
        new Cancellation());
  }
}
