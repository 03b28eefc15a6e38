package io.github.layerlift.cli.convert;

import io.github.layerlift.Converter;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.progress.ProgressStyle;
import io.github.layerlift.cli.progress.Watch;
import io.github.layerlift.cli.report.Reports;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.text.ByteNames;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversion started from the command line: the call of the library, and all output for people
 * and programs. Doesn't depend on picocli.
 *
 * @param files what is read and written
 * @param quiet whether only errors are printed
 * @param report where the report goes; null for none
 */
public record ConvertJob(
    Files files,
    boolean quiet,
    ProgressStyle progress,
    @Nullable String report) {
  /**
   * What is read and written, under the names given by the user.
   *
   * @param output null to write nothing
   * @param folder whether the output is a folder
   * @param force whether an existing output is replaced
   * @param packing how an archive is packed; null to go by its name
   */
  public record Files(
      List<String> inputs,
      @Nullable String output,
      boolean folder,
      boolean force,
      @Nullable String packing) {
    public Files {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * Converts, and prints the result.
   *
   * @param options without a monitor, which the job sets
   * @return the exit code
   */
  public int run(ConvertOptions options, Console console) throws LayerliftException {
    // one that can't be written is reported before the work, not after it
    try (Reports reports = Reports.open(console, report)) {
      ConversionReport done;
      try {
        done = convert(options, console);
      } catch (LayerliftException e) {
        String output = files.output == null ? new Output.Nowhere().name() : files.output;
        reports.writeOrWarn(String.join(", ", files.inputs), output, e);
        throw e;
      }
      if (!quiet) {
        console.warn(done.warnings());
      }
      reports.write(done);
      print(done, reports.takeStdout(), console);
      return ExitCodes.DONE;
    }
  }

  private void print(ConversionReport done, boolean stdoutTaken, Console console) {
    if (quiet) {
      return;
    }
    PrintStream out = stdoutTaken || Console.isStream(files.output) ? console.err() : console.out();
    Summary summary = new Summary(done, out);
    if (files.output == null) {
      summary.printChanges();
    } else {
      summary.print(Console.isStream(files.output));
    }
  }

  private ConversionReport convert(ConvertOptions options, Console console)
      throws LayerliftException {
    try (Watch watch = Watch.start(progress, quiet, console)) {
      return Converter.merge(
          files.inputs.stream().map(console::input).toList(),
          output(console),
          options.withReading(options.reading().withMonitor(watch.monitor())));
    }
  }

  private Output output(Console console) {
    String output = files.output;
    if (output == null) {
      return new Output.Nowhere();
    }
    if (files.folder) {
      return new Output.Folder(ByteNames.path(output));
    }
    Optional<String> packing = Optional.ofNullable(files.packing);
    return Console.isStream(output)
        ? new Output.TarStream("standard output", console.stdout(), packing)
        : new Output.TarFile(ByteNames.path(output), files.force, packing);
  }
}
