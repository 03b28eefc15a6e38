package io.github.layerlift.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;

/** The commands, ready to run or to be documented; apart from {@link Main}, which often needs none. */
final class Commands {
  private Commands() {}

  static CommandLine line(Console console) {
    CommandLine line = new CommandLine(new LayerliftCommand(), new CommandFactory(console));
    CommandFaults faults = new CommandFaults(console);
    return line.setOut(new PrintWriter(console.out(), true, Charset.defaultCharset()))
        .setErr(new PrintWriter(console.err(), true, Charset.defaultCharset()))
        .setExecutionExceptionHandler(faults)
        .setParameterExceptionHandler(faults)
        .setUsageHelpWidth(console.width())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false);
  }
}
