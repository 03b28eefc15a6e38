package io.github.layerlift.options;

import io.github.layerlift.progress.Monitor;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to read an archive, whatever is done with it. Immutable; {@link #builder} starts from
 * sensible defaults.
 *
 * @param limits limits on what it may contain; default: {@link Limits#DEFAULT}
 * @param jobs how many threads read, hash and write, at least 1; default: one for each processor
 * @param tempFolder where scratch files go; default: beside the output, or the system's own where
 *     nothing or a stream is written
 * @param monitor shows progress, and can stop the work; default: one that nobody looks at
 * @param leniency what is accepted because the user says so; default: {@link Leniency#NONE}
 * @param salvage what a conversion makes of an archive that is damaged; default: {@link Salvage#NONE}
 */
@WithBuilder
public record ReadOptions(
    Limits limits,
    int jobs,
    Optional<Path> tempFolder,
    Monitor monitor,
    Leniency leniency,
    Salvage salvage)
    implements ReadOptionsBuilder.With {
  /**
   * @throws IllegalArgumentException if one is out of its range
   */
  public ReadOptions {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs must be at least 1 but is " + jobs);
    }
  }

  /** Starts from sensible defaults. */
  public static ReadOptionsBuilder builder() {
    return ReadOptionsBuilder.unset()
        .limits(Limits.DEFAULT)
        .jobs(Runtime.getRuntime().availableProcessors())
        .monitor(new Monitor())
        .leniency(Leniency.NONE)
        .salvage(Salvage.NONE);
  }
}
