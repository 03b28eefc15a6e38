package io.github.layerlift.cli.option;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.progress.ProgressStyle;
import io.github.layerlift.cli.progress.Watch;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.ReadOptions;

/**
 * A call of the library that only reads, with the usual progress and Ctrl-C.
 *
 * @param input what is read, under the name given by the user
 * @param quiet whether only errors are printed
 * @param options how it is read, without a monitor, which the call sets
 */
public record Reading(String input, boolean quiet, ProgressStyle style, ReadOptions options) {
  public Reading {
    if (input.isEmpty()) {
      throw new IllegalArgumentException("the name of the archive is empty");
    }
  }

  /** The work to do. */
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
