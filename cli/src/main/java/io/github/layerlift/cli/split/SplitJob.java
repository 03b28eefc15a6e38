package io.github.layerlift.cli.split;

import io.github.layerlift.Splitter;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.convert.Summary;
import io.github.layerlift.cli.progress.ProgressStyle;
import io.github.layerlift.cli.progress.Watch;
import io.github.layerlift.cli.report.Reports;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.SplitOptions;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.report.SplitReport;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.text.Printable;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * A split started from the command line. Doesn't depend on picocli.
 *
 * @param quiet whether only errors are printed
 * @param report where the report goes; null for none
 */
record SplitJob(
    String input,
    boolean quiet,
    ProgressStyle progress,
    @Nullable String report) {
  /**
   * Splits, and prints the result.
   *
   * @param converting how each output is written; without a monitor, which the job sets
   * @return the exit code
   */
  int run(SplitOptions options, ConvertOptions converting, Console console)
      throws LayerliftException {
    try (Reports reports = Reports.open(console, report)) {
      SplitReport done;
      try (Watch watch = Watch.start(progress, quiet, console)) {
        done = Splitter.split(
            console.input(input),
            options.withConversion(
                converting.withReading(converting.reading().withMonitor(watch.monitor()))));
      } catch (LayerliftException e) {
        reports.writeOrWarn(input, ByteNames.of(options.into()), e);
        throw e;
      }
      if (!quiet) {
        console.warn(done.warnings());
        done.outputs().forEach(output -> console.warn(output.warnings()));
      }
      reports.write(input, ByteNames.of(options.into()), done);
      if (!quiet) {
        print(
            done,
            ByteNames.of(options.into()),
            reports.takeStdout() ? console.err() : console.out());
      }
      return ExitCodes.DONE;
    }
  }

  private static void print(SplitReport done, String into, PrintStream out) {
    long bytes = 0;
    for (ConversionReport output : done.outputs()) {
      out.println(Printable.name(output.output()) + ":");
      new Summary(output, out).printImages("  ");
      if (output.images().isEmpty()) {
        output.names().forEach(name -> out.println("  " + Printable.text(name.name())));
      }
      bytes += output.outputBytes();
    }
    out.println(Printable.name(into) + ": " + Sizes.count(done.outputs().size(), "archive") + ", "
        + Sizes.text(bytes));
  }
}
