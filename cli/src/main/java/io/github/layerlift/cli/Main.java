package io.github.layerlift.cli;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.console.FaultPrinter;
import io.github.layerlift.fault.LayerliftException;
import java.util.Optional;

/** The program's entry point. Only {@link #main} ends the process. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends the process with its exit code. */
  public static void main(String[] args) {
    HeadStart.begin(args);
    int code = run(Console.ofProcess(), RawArguments.of(args));
    if (code != ExitCodes.DONE) {
      // a plain return is faster: from 21 on, exit starts the platform's logging
      System.exit(code);
    }
  }

  /** Runs the command that {@code args} name and returns its exit code. */
  public static int run(Console console, String... args) {
    int code = execute(console, args);
    try {
      console.results().requireWhole();
      return code;
    } catch (LayerliftException e) {
      int lost = new FaultPrinter(console).print(e);
      boolean answered = code == ExitCodes.DONE || code == ExitCodes.DIFFERENT;
      return answered ? lost : code;
    }
  }

  private static int execute(Console console, String... args) {
    try {
      Optional<PlainCall> plain = PlainCall.of(args);
      if (plain.isPresent()) {
        return plain(plain.get(), console);
      }
      Optional<String> help = ReadyHelp.to(console, args);
      if (help.isPresent()) {
        console.out().print(help.get());
        return ExitCodes.DONE;
      }
      return Commands.line(console, args).execute(args);
    } catch (OutOfMemoryError e) {
      return new FaultPrinter(console).printOutOfMemory();
    }
  }

  private static int plain(PlainCall call, Console console) {
    try {
      return call.run(console);
    } catch (LayerliftException | RuntimeException e) {
      return new FaultPrinter(console).print(e);
    }
  }
}
