package io.github.layerlift.cli.batch;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.console.Interruption;
import io.github.layerlift.cli.console.Paint;
import io.github.layerlift.cli.progress.ProgressStyle;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.BatchOptionsBuilder;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.progress.BatchProgress;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.text.ByteNames;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch started from the command line: the calls of the library, and all output for people and
 * programs. Doesn't depend on picocli.
 *
 * @param options without progress and cancellation, which the job sets
 * @param dryRun whether the plan is only shown
 * @param quiet whether only errors are printed
 */
record BatchJob(
    BatchOptionsBuilder options,
    boolean dryRun,
    boolean quiet,
    ProgressStyle progress,
    Reported reported,
    BatchPlace place,
    Console console) {
  /**
   * Where reports go.
   *
   * @param lines the file for lines of JSON; null for none
   * @param junit the file for the JUnit report; null for none
   * @param html the file for the page; null for none
   */
  record Reported(
      @Nullable String lines,
      @Nullable String junit,
      @Nullable String html) {}

  /** Converts, or shows what would be done; returns the exit code. */
  int run() throws LayerliftException {
    long start = System.nanoTime();
    Cancellation cancellation = new Cancellation();
    BatchProgress counters = new BatchProgress();
    BatchOptions asked = options.progress(counters).build();
    ConvertOptions conversion = asked
        .conversion()
        .withReading(
            asked.conversion().reading().withMonitor(new Monitor(new Progress(), cancellation)));
    Interruption interruption = Interruption.listen(cancellation);
    // first of all: finding the archives takes time, and converting them takes more
    try (BatchReports reports = BatchReports.open(reported, console);
        BatchDisplay display = BatchDisplay.start(progress, quiet, counters, console)) {
      BatchPlan plan = place.plan(options.conversion(conversion).build());
      requireApart(plan);
      return dryRun
          ? show(plan, display, reports)
          : convert(plan, display, reports, cancellation, start);
    } finally {
      interruption.stop();
    }
  }

  private int convert(
      BatchPlan plan,
      BatchDisplay display,
      BatchReports reports,
      Cancellation cancellation,
      long start)
      throws LayerliftException {
    BatchTally tally = new BatchTally(plan, start);
    BatchLines lines =
        new BatchLines(BatchVerb.of(plan.options()), Paint.of(console), display.isPlain(), quiet);
    place.run(plan, result -> {
      tally.add(result);
      reports.add(result);
      display.print(lines.of(result));
    });
    display.close();
    reports.finish(tally);
    if (!quiet) {
      (reportTakesStdout() ? console.err() : console.out())
          .print(new BatchSummary(tally, Paint.of(console)).text());
    }
    if (cancellation.isRequested()) {
      return ExitCodes.INTERRUPTED;
    }
    return tally.count(BatchResult.Status.FAILED) > 0 ? ExitCodes.SOME_FAILED : ExitCodes.DONE;
  }

  private int show(BatchPlan plan, BatchDisplay display, BatchReports reports)
      throws LayerliftException {
    display.close();
    BatchVerb verb = BatchVerb.of(plan.options());
    for (BatchItem item : plan.items()) {
      reports.add(item);
      if (!quiet && !reportTakesStdout()) {
        console.out().println(BatchLines.of(item, verb));
      }
    }
    reports.finish(plan);
    if (!quiet) {
      (reportTakesStdout() ? console.err() : console.out()).println(BatchSummary.text(plan));
    }
    return plan.count(BatchItem.Action.FAIL) > 0 ? ExitCodes.SOME_FAILED : ExitCodes.DONE;
  }

  /** A report replaces the file of its name, which must not be an archive. */
  private void requireApart(BatchPlan plan) throws LayerliftException {
    Set<Path> reports = new HashSet<>();
    for (String report : Arrays.asList(reported.lines, reported.junit, reported.html)) {
      if (report != null && !Console.isStream(report)) {
        reports.add(whole(Path.of(report)));
      }
    }
    for (BatchItem item : plan.items()) {
      if (item.action() != BatchItem.Action.IGNORE) {
        requireApart(reports, item.path(), item.input());
        if (item.output().isPresent()) {
          Path output = item.output().get();
          requireApart(reports, output, ByteNames.of(output));
        }
      }
    }
  }

  private static void requireApart(Set<Path> reports, Path archive, String name)
      throws LayerliftException {
    if (reports.contains(whole(archive))) {
      throw Fault.of(ErrorCode.BAD_OPTION, "a report can't replace an archive: " + name)
          .hint("choose another file")
          .exception();
    }
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private boolean reportTakesStdout() {
    return Console.isStream(reported.lines);
  }
}
