package io.github.layerlift.cli;

import io.github.layerlift.report.Warning;
import java.util.List;
import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors only.")
  private boolean quiet;

  @Option(names = "--debug", description = "Print stack traces too.")
  private boolean debug;

  void setQuiet(boolean wanted) {
    quiet = wanted;
  }

  boolean isQuiet() {
    return quiet;
  }

  /** Read by {@link FaultPrinter}; here so that the option exists. */
  boolean isDebug() {
    return debug;
  }

  void print(List<Warning> warnings, Console console) {
    if (!quiet) {
      for (Warning warning : warnings) {
        console.err().println("warning: " + warning.text());
      }
    }
  }
}
