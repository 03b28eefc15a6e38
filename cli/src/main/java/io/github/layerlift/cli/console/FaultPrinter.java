package io.github.layerlift.cli.console;

import com.google.common.base.Throwables;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import java.io.PrintStream;

/** Prints what went wrong on one line, with the way out on another. */
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
    if (isOutOfMemory(e)) {
      return printOutOfMemory();
    }
    print("this is a bug in layerlift", "run it again with --debug, and report what it prints");
    return ExitCodes.BUG;
  }

  /** Prints that there is too little memory and returns the exit code for it. */
  public int printOutOfMemory() {
    print("there is not enough memory for this archive", "LAYERLIFT_JAVA_OPTS=-Xmx2g gives more");
    return ExitCodes.of(FaultKind.STORAGE);
  }

  /** Whether that is behind {@code e}, however a thread that met it has wrapped it. */
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
