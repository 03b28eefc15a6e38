package io.github.layerlift.cli;

import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Printable;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints what went wrong on one line, with the way out on another; a stack trace on request only. */
final class FaultPrinter
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
  private static final String DEBUG = "--debug";

  private final PrintStream err;

  FaultPrinter(Console console) {
    this.err = console.err();
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    err.println("error: " + Printable.text(String.valueOf(e.getMessage())));
    err.println(
        "hint: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help shows how");
    return ExitCodes.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    if (innermost(parsed).hasMatchedOption(DEBUG)) {
      e.printStackTrace(err);
    }
    return print(e);
  }

  private static ParseResult innermost(ParseResult parsed) {
    ParseResult result = parsed;
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    return result;
  }

  /** Prints {@code e} and returns its exit code. */
  int print(Exception e) {
    if (e instanceof LayerliftException fault) {
      err.println("error: " + fault.getMessage());
      fault.hint().ifPresent(hint -> err.println("hint: " + hint));
      return ExitCodes.of(fault.code().kind());
    }
    err.println("error: this is a bug in layerlift: " + Printable.text(e.toString()));
    err.println("hint: run it again with " + DEBUG + ", and report what it prints");
    return ExitCodes.BUG;
  }
}
