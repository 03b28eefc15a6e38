package io.github.layerlift.cli.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.report.SplitReport;
import io.github.layerlift.text.ByteNames;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the requested report, whole or not at all. */
public final class Reports implements Closeable {
  private final Console console;
  private final boolean stdout;
  private final @Nullable WholeFile file;

  private Reports(Console console, boolean stdout, @Nullable WholeFile file) {
    this.console = console;
    this.stdout = stdout;
    this.file = file;
  }

  /**
   * Opens the file, so that one that can't be written fails early.
   *
   * @param file where to; {@code -} for standard output; null for none
   */
  public static Reports open(Console console, @Nullable String file) throws LayerliftException {
    boolean stdout = Console.isStream(file);
    return new Reports(console, stdout, file == null || stdout ? null : open("--report", file));
  }

  /** Opens a report that {@code option} names. */
  public static WholeFile open(String option, String file) throws LayerliftException {
    try {
      return WholeFile.open(ByteNames.path(file));
    } catch (LayerliftException e) {
      throw e.with(elsewhere(option));
    }
  }

  private static WayOut elsewhere(String option) {
    return WayOut.of(option + " chooses another file for the report");
  }

  /** Whether standard output holds the report, so that nothing else may. */
  public boolean takeStdout() {
    return stdout;
  }

  public void write(ConversionReport report) throws LayerliftException {
    write(() -> ReportJson.of(report));
  }

  /** One report of all outputs of a split. */
  public void write(String input, String output, SplitReport report) throws LayerliftException {
    write(() -> ReportJson.of(input, output, report));
  }

  /** For a conversion that has already failed: its own error is what the user must see. */
  public void writeOrWarn(String input, String output, LayerliftException fault) {
    try {
      write(() -> ReportJson.of(input, output, fault));
    } catch (LayerliftException e) {
      console.err().println("warning: there is no report: " + e.getMessage());
    }
  }

  /** Whether two names, as given on the command line, are the same file. */
  public static boolean isSame(String one, String other) {
    if (Console.isStream(one) || Console.isStream(other)) {
      return one.equals(other);
    }
    Path first = ByteNames.path(one).toAbsolutePath().normalize();
    Path second = ByteNames.path(other).toAbsolutePath().normalize();
    try {
      return first.equals(second)
          || (Files.exists(first) && Files.exists(second) && Files.isSameFile(first, second));
    } catch (IOException e) {
      // errors with either are reported when it is opened
      return false;
    }
  }

  @Override
  public void close() throws LayerliftException {
    if (file != null) {
      file.close();
    }
  }

  /** Most calls want no report, so none is built for them. */
  private void write(Supplier<ObjectNode> report) throws LayerliftException {
    if (stdout) {
      console.out().println(JsonText.of(report.get()));
    } else if (file != null) {
      try {
        file.append(JsonText.of(report.get()) + "\n");
        file.commit();
      } catch (LayerliftException e) {
        throw e.with(elsewhere("--report"));
      }
    }
  }
}
