package io.github.layerlift.cli.option;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.progress.ProgressStyle;
import io.github.layerlift.cli.progress.Watch;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.Leniency;
import io.github.layerlift.options.Limits;
import io.github.layerlift.options.ReadOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A call of the library that only reads, with progress and Ctrl-C as everywhere.
 *
 * @param input what is read, as it was called
 * @param quiet whether errors only are printed
 * @param tempFolder where scratch files go; null for where the task would have them
 */
public record Reading(
    String input,
    boolean quiet,
    ProgressStyle style,
    Limits limits,
    Leniency leniency,
    int jobs,
    @Nullable Path tempFolder) {
  public Reading {
    if (input.isEmpty()) {
      throw new IllegalArgumentException("the name of the archive is empty");
    }
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs must be at least 1 and is " + jobs);
    }
  }

  /** What is to be done. */
  @FunctionalInterface
  public interface Task<T> {
    T run(ReadOptions options) throws LayerliftException;
  }

  public <T> T run(Console console, Task<T> task) throws LayerliftException {
    try (Watch watch = Watch.start(style, quiet, console)) {
      return task.run(ReadOptions.builder()
          .limits(limits)
          .jobs(jobs)
          .tempFolder(tempFolder)
          .monitor(watch.monitor())
          .leniency(leniency)
          .build());
    }
  }
}
