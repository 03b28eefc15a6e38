package io.github.layerlift.cli.option;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.console.FaultPrinter;
import io.github.layerlift.text.Printable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Sends picocli's errors to the {@link FaultPrinter}; prints a stack trace on request only. */
public final class CommandFaults
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
  private final Console console;

  public CommandFaults(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    Misuse misuse = Misuse.of(e);
    new FaultPrinter(console)
        .print(Printable.text(misuse.sentence()), Printable.text(misuse.hint()));
    return ExitCodes.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    if (innermost(parsed).hasMatchedOption(CommonOptions.DEBUG)) {
      trace(e).forEach(console.err()::println);
    }
    return new FaultPrinter(console).print(e);
  }

  /** The cause's message may quote the archive. */
  private static List<String> trace(Exception e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString()
        .lines()
        .map(line ->
            line.startsWith("\t") ? "\t" + Printable.name(line.strip()) : Printable.name(line))
        .toList();
  }

  private static ParseResult innermost(ParseResult parsed) {
    ParseResult result = parsed;
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    return result;
  }
}
