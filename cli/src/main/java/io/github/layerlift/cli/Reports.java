package io.github.layerlift.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.ConversionReport;
import io.github.layerlift.WholeFile;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes the report that was asked for, whole or not at all. */
final class Reports {
  private final Console console;
  private final @Nullable String file;

  /**
   * @param file where to; {@code -} for standard output; null for nowhere
   */
  Reports(Console console, @Nullable String file) {
    this.console = console;
    this.file = file;
  }

  /** Whether standard output holds the report, so that nothing else may. */
  boolean takeStdout() {
    return Console.isStream(file);
  }

  void write(ConversionReport report) throws LayerliftException {
    if (file != null) {
      write(ReportJson.of(report), file);
    }
  }

  void write(String input, String output, LayerliftException fault) throws LayerliftException {
    if (file != null) {
      write(ReportJson.of(input, output, fault), file);
    }
  }

  /** For a conversion that has failed already: its own fault is what the user must see. */
  void writeOrWarn(String input, String output, LayerliftException fault) {
    try {
      write(input, output, fault);
    } catch (LayerliftException e) {
      console.err().println("warning: " + e.getMessage());
    }
  }

  /** Whether two names, as given on the command line, stand for one file. */
  static boolean isSame(String one, String other) {
    if (Console.isStream(one) || Console.isStream(other)) {
      return one.equals(other);
    }
    Path first = Path.of(one).toAbsolutePath().normalize();
    Path second = Path.of(other).toAbsolutePath().normalize();
    try {
      return first.equals(second)
          || (Files.exists(first) && Files.exists(second) && Files.isSameFile(first, second));
    } catch (IOException e) {
      // whatever is wrong with either is said when it is opened
      return false;
    }
  }

  private void write(ObjectNode report, String to) throws LayerliftException {
    try {
      String text = JsonText.of(report);
      if (Console.isStream(to)) {
        console.out().println(text);
      } else {
        WholeFile.write(Path.of(to), text + "\n");
      }
    } catch (IOException e) {
      throw Fault.of(ErrorCode.ofFailedWrite(e), "the report can't be written to " + to + ": " + e)
          .hint("--report names another file")
          .exception(e);
    }
  }
}
