package io.github.layerlift.cli;

import io.github.layerlift.Destination;
import io.github.layerlift.ExtractOptions;
import io.github.layerlift.ExtractReport;
import io.github.layerlift.Extractor;
import io.github.layerlift.Input;
import io.github.layerlift.ReadOptions;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Printable;
import io.github.layerlift.report.Warning;
import java.util.function.Function;

/**
 * An extraction that was asked for on the command line: the call of the library with all that a
 * person wants to see of it. Knows no picocli.
 *
 * @param options how to extract, given how to read
 */
record ExtractJob(Reading reading, Function<ReadOptions, ExtractOptions> options, Console console) {
  /** Lists files on standard output, and returns the exit code. */
  int list(boolean json) throws LayerliftException {
    Listing listing = Listing.on(console.out(), json);
    ExtractReport report =
        reading.run(console, how -> Extractor.list(input(), options.apply(how), listing::print));
    listing.flush();
    warn(report);
    return ExitCodes.DONE;
  }

  /** Writes files, says what came of it, and returns the exit code. */
  int extract(Destination destination) throws LayerliftException {
    ExtractReport report =
        reading.run(console, how -> Extractor.extract(input(), destination, options.apply(how)));
    warn(report);
    if (!reading.quiet()) {
      boolean streamed = destination instanceof Destination.TarStream;
      (streamed ? console.err() : console.out())
          .println(Printable.text(summary(destination, report)));
    }
    return ExitCodes.DONE;
  }

  private Input input() {
    return console.input(reading.input());
  }

  private void warn(ExtractReport report) {
    if (!reading.quiet()) {
      for (Warning warning : report.warnings()) {
        console.err().println("warning: " + warning.text());
      }
    }
  }

  private static String summary(Destination destination, ExtractReport report) {
    String image = report.tags().isEmpty() ? "an untagged image" : String.join(", ", report.tags());
    return destination.name()
        + ": "
        + Sizes.count(report.files(), "file")
        + ", "
        + Sizes.count(report.folders(), "folder")
        + ", "
        + Sizes.count(report.links(), "link")
        + ", "
        + Sizes.text(report.bytes())
        + " from "
        + image
        + " ("
        + report.platform()
        + ")";
  }
}
