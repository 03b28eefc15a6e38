package io.github.layerlift.cli;

import io.github.layerlift.Destination;
import io.github.layerlift.ExtractOptions;
import io.github.layerlift.ExtractReport;
import io.github.layerlift.Extractor;
import io.github.layerlift.Input;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Printable;
import io.github.layerlift.report.Warning;
import java.io.PrintStream;

/**
 * An extraction that was asked for on the command line: the call of the library with all that a
 * person wants to see of it. Knows no picocli.
 *
 * @param quiet whether errors only are printed
 */
record ExtractJob(Input input, ExtractOptions options, boolean quiet, ProgressStyle progress) {
  /** Lists files on standard output, and returns the exit code. */
  int list(boolean json, Console console) throws LayerliftException {
    Listing listing = Listing.on(console.out(), json);
    ExtractReport report = run(console, () -> Extractor.list(input, options, listing::print));
    listing.flush();
    warn(report, console.err());
    return ExitCodes.DONE;
  }

  /** Writes files, says what came of it, and returns the exit code. */
  int extract(Destination destination, Console console) throws LayerliftException {
    ExtractReport report = run(console, () -> Extractor.extract(input, destination, options));
    warn(report, console.err());
    if (!quiet) {
      boolean streamed = destination instanceof Destination.TarStream;
      (streamed ? console.err() : console.out())
          .println(Printable.text(summary(destination, report)));
    }
    return ExitCodes.DONE;
  }

  /** The call of the library. */
  @FunctionalInterface
  private interface Call {
    ExtractReport run() throws LayerliftException;
  }

  private ExtractReport run(Console console, Call call) throws LayerliftException {
    Interruption interruption =
        Interruption.listen(options.reading().cancellation(), input instanceof Input.OfStream);
    ProgressDisplay display =
        ProgressDisplay.start(progress, quiet, options.reading().progress(), console);
    try {
      return call.run();
    } finally {
      display.stop();
      interruption.stop();
    }
  }

  private void warn(ExtractReport report, PrintStream err) {
    if (!quiet) {
      for (Warning warning : report.warnings()) {
        err.println("warning: " + warning.text());
      }
    }
  }

  private static String summary(Destination destination, ExtractReport report) {
    String image = report.tags().isEmpty() ? "an untagged image" : String.join(", ", report.tags());
    return destination.name()
        + ": "
        + count(report.files(), "file")
        + ", "
        + count(report.folders(), "folder")
        + ", "
        + count(report.links(), "link")
        + ", "
        + Sizes.text(report.bytes())
        + " from "
        + image
        + " ("
        + report.platform()
        + ")";
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
