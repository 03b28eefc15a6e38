package io.github.layerlift.cli.console;

import com.google.common.base.Throwables;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;

/** Prints what went wrong on one line, and the way out on the next. */
public final class FaultPrinter {
  private final PrintStream err;

  public FaultPrinter(Console console) {
    this.err = console.err();
  }

  /** Prints {@code e} and returns its exit code. */
  public int print(Exception e) {
    if (e instanceof LayerliftException fault) {
      print(String.valueOf(fault.getMessage()), Terms.hint(fault));
      return ExitCodes.of(fault.code().kind());
    }
    if (e instanceof InvalidPathException name) {
      String sentence = "no file can have the name " + name.getInput() + ": " + name.getReason();
      return print(Fault.of(ErrorCode.BAD_OPTION, sentence).exception(e));
    }
    if (isOutOfMemory(e)) {
      return printOutOfMemory();
    }
    print("this is a bug in layerlift", "run it again with --debug, and report the output");
    return ExitCodes.BUG;
  }

  /** Prints that there is not enough memory and returns the exit code for it. */
  public int printOutOfMemory() {
    print("not enough memory for this archive", "set LAYERLIFT_JAVA_OPTS=-Xmx2g to allow more");
    return ExitCodes.of(FaultKind.STORAGE);
  }

  /** Whether that is the cause of {@code e}, however a thread has wrapped it. */
  public static boolean isOutOfMemory(Throwable e) {
    return Throwables.getCausalChain(e).stream().anyMatch(OutOfMemoryError.class::isInstance);
  }

  /** Prints a sentence, and a way out unless it is empty. */
  public void print(String sentence, String hint) {
    err.println("error: " + sentence);
    if (!hint.isEmpty()) {
      err.println("hint: " + hint);
    }
  }
}
