package io.github.layerlift.cli.option;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.progress.ProgressStyle;
import io.github.layerlift.cli.progress.Watch;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.ReadOptions;

/**
 * A call of the library that only reads, with progress and Ctrl-C as everywhere.
 *
 * @param input what is read, as it was called
 * @param quiet whether errors only are printed
 * @param options how it is read, without a monitor, which is the call's own
 */
public record Reading(String input, boolean quiet, ProgressStyle style, ReadOptions options) {
  public Reading {
    if (input.isEmpty()) {
      throw new IllegalArgumentException("the name of the archive is empty");
    }
  }

  /** What is to be done. */
  @FunctionalInterface
  public interface Task<T> {
    T run(ReadOptions options) throws LayerliftException;
  }

  public <T> T run(Console console, Task<T> task) throws LayerliftException {
    try (Watch watch = Watch.start(style, quiet, console)) {
      return task.run(options.withMonitor(watch.monitor()));
    }
  }
}
