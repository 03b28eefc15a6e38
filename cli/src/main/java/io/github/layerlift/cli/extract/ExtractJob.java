package io.github.layerlift.cli.extract;

import io.github.layerlift.Extractor;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.option.Reading;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Destination;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ExtractionReport;
import io.github.layerlift.text.Printable;
import java.util.Locale;
import java.util.function.Function;

/**
 * An extraction started from the command line: the call of the library, and all output for people.
 * Doesn't depend on picocli.
 *
 * @param options how to extract, given how to read
 */
record ExtractJob(Reading reading, Function<ReadOptions, ExtractOptions> options, Console console) {
  /** Lists files on standard output, and returns the exit code. */
  int list(boolean json) throws LayerliftException {
    FileLines listing = FileLines.on(console.out(), json);
    ExtractionReport report =
        reading.run(console, how -> Extractor.list(input(), options.apply(how), listing::print));
    listing.flush();
    if (!reading.quiet()) {
      console.warn(report.warnings());
    }
    return ExitCodes.DONE;
  }

  /** Writes files, prints the result, and returns the exit code. */
  int extract(Destination destination) throws LayerliftException {
    ExtractionReport report =
        reading.run(console, how -> Extractor.extract(input(), destination, options.apply(how)));
    if (!reading.quiet()) {
      console.warn(report.warnings());
      boolean streamed = destination instanceof Destination.TarStream;
      (streamed ? console.err() : console.out())
          .println(Printable.text(summary(destination, report)));
    }
    return ExitCodes.DONE;
  }

  private Input input() {
    return console.input(reading.input());
  }

  private static String summary(Destination destination, ExtractionReport report) {
    String image = report.tags().isEmpty() ? "an untagged image" : String.join(", ", report.tags());
    return String.format(
        Locale.ROOT,
        "%s: %s, %s, %s, %s from %s (%s)",
        destination.name(),
        Sizes.count(report.files(), "file"),
        Sizes.count(report.folders(), "folder"),
        Sizes.count(report.links(), "link"),
        Sizes.text(report.bytes()),
        image,
        report.platform());
  }
}
