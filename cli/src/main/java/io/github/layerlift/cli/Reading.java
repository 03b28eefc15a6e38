package io.github.layerlift.cli;

import io.github.layerlift.Input;
import io.github.layerlift.Limits;
import io.github.layerlift.ReadOptions;
import io.github.layerlift.report.Cancellation;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A call of the library that only reads, with progress and Ctrl-C as everywhere.
 *
 * @param input what is read, as it was called
 * @param quiet whether errors only are printed
 * @param tempFolder where scratch files go; null for where the task would have them
 */
record Reading(
    String input,
    boolean quiet,
    ProgressStyle style,
    Limits limits,
    int jobs,
    @Nullable Path tempFolder) {
  private static final String STREAM = "-";

  Reading {
    if (input.isEmpty()) {
      throw new IllegalArgumentException("the name of the archive is empty");
    }
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs must be at least 1 and is " + jobs);
    }
  }

  /** What {@code maker} makes of the options; a number that makes no sense is wrong use of the command. */
  static Reading checked(CommandSpec spec, Supplier<Reading> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** What is to be done. */
  @FunctionalInterface
  interface Task<T> {
    T run(ReadOptions options) throws LayerliftException;
  }

  <T> T run(Console console, Task<T> task) throws LayerliftException {
    Cancellation cancellation = new Cancellation();
    Progress progress = new Progress();
    Interruption interruption = Interruption.listen(cancellation, isStream(input));
    ProgressDisplay display = ProgressDisplay.start(style, quiet, progress, console);
    try {
      return task.run(
          new ReadOptions(limits, jobs, Optional.ofNullable(tempFolder), progress, cancellation));
    } finally {
      display.stop();
      interruption.stop();
    }
  }

  static boolean isStream(String input) {
    return input.equals(STREAM);
  }

  /** What {@code name} stands for on the command line. */
  static Input input(String name, Console console) {
    return isStream(name)
        ? new Input.OfStream("standard input", console.stdin())
        : new Input.OfPath(Path.of(name));
  }
}
