package io.github.layerlift.cli;

import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Printable;
import java.io.PrintStream;

/** Prints what went wrong on one line, with the way out on another. */
final class FaultPrinter {
  private final PrintStream err;

  FaultPrinter(Console console) {
    this.err = console.err();
  }

  /** Prints {@code e} and returns its exit code. */
  int print(Exception e) {
    if (e instanceof LayerliftException fault) {
      print(String.valueOf(fault.getMessage()), fault.hint().orElse(""));
      return ExitCodes.of(fault.code().kind());
    }
    print(
        "this is a bug in layerlift: " + Printable.text(e.toString()),
        "run it again with --debug, and report what it prints");
    return ExitCodes.BUG;
  }

  /** Prints a sentence, and a way out unless it is empty. */
  void print(String sentence, String hint) {
    err.println("error: " + sentence);
    if (!hint.isEmpty()) {
      err.println("hint: " + hint);
    }
  }
}
