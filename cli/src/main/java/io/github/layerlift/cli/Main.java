package io.github.layerlift.cli;

import io.github.layerlift.report.FaultKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import picocli.CommandLine;

/** The program. Only {@link #main} ends the process. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** Runs the command that {@code args} name and returns its exit code. */
  static int run(Console console, String... args) {
    try {
      Optional<PlainArguments> plain = PlainArguments.parse(args);
      return plain.isPresent()
          ? convert(plain.get(), console)
          : commandLine(console).execute(args);
    } catch (OutOfMemoryError e) {
      console.err().println("error: there is not enough memory for this archive");
      console.err().println("hint: LAYERLIFT_JAVA_OPTS=-Xmx2g gives more");
      return ExitCodes.of(FaultKind.STORAGE);
    }
  }

  private static int convert(PlainArguments arguments, Console console) {
    try {
      return new ConvertCommand(console).with(arguments).call();
    } catch (IOException | RuntimeException e) {
      return new FaultPrinter(console).print(e);
    }
  }

  /** The commands, ready to run or to be documented. */
  static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new LayerliftCommand(), new CommandFactory(console));
    FaultPrinter faults = new FaultPrinter(console);
    return line.setOut(new PrintWriter(console.out(), true, Charset.defaultCharset()))
        .setErr(new PrintWriter(console.err(), true, Charset.defaultCharset()))
        .setExecutionExceptionHandler(faults)
        .setParameterExceptionHandler(faults)
        .setUsageHelpWidth(console.width())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false);
  }
}
