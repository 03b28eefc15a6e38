package io.github.layerlift.cli.push;

import io.github.layerlift.Publisher;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.progress.ProgressStyle;
import io.github.layerlift.cli.progress.Watch;
import io.github.layerlift.cli.report.Reports;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.text.Printable;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A push started from the command line. Doesn't depend on picocli.
 *
 * @param quiet whether only errors are printed
 * @param report where the report goes; null for none
 */
record PushJob(
    List<String> inputs,
    Output.Registry registry,
    boolean quiet,
    ProgressStyle progress,
    @Nullable String report) {
  /**
   * Pushes, and prints the result.
   *
   * @param options without a monitor, which the job sets
   * @return the exit code
   */
  int run(ConvertOptions options, Console console) throws LayerliftException {
    try (Reports reports = Reports.open(console, report)) {
      ConversionReport done;
      try {
        done = push(options, console);
      } catch (LayerliftException e) {
        reports.writeOrWarn(String.join(", ", inputs), registry.name(), e);
        throw e;
      }
      reports.write(done);
      if (!quiet) {
        console.warn(done.warnings());
        print(done, reports.takeStdout() ? console.err() : console.out());
      }
      return ExitCodes.DONE;
    }
  }

  private ConversionReport push(ConvertOptions options, Console console) throws LayerliftException {
    try (Watch watch = Watch.start(progress, quiet, console)) {
      return Publisher.push(
          inputs.stream().map(console::input).toList(),
          registry,
          options.withReading(options.reading().withMonitor(watch.monitor())));
    }
  }

  private void print(ConversionReport done, PrintStream out) {
    for (ConversionReport.Name name : done.names()) {
      out.println(Printable.text(name.name() + "@" + name.digest()));
    }
    String bytes = Sizes.text(done.outputBytes());
    out.println(
        registry.dryRun()
            ? "nothing was pushed; " + bytes + " would be sent"
            : Sizes.count(done.images().size(), "image") + ", " + bytes + " sent");
  }
}
