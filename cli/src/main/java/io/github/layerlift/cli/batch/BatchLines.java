package io.github.layerlift.cli.batch;

import io.github.layerlift.cli.console.Paint;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.text.Printable;
import java.util.Locale;

/** The message for each archive when it is done: always for a failed one, otherwise if wanted. */
final class BatchLines {
  private final BatchVerb verb;
  private final Paint paint;
  private final boolean plain;
  private final boolean quiet;

  /**
   * @param plain whether archives that didn't fail get lines too
   */
  BatchLines(BatchVerb verb, Paint paint, boolean plain, boolean quiet) {
    this.verb = verb;
    this.paint = paint;
    this.plain = plain;
    this.quiet = quiet;
  }

  /** Lines with their line ends; empty if there are none. */
  String of(BatchResult result) {
    StringBuilder lines = new StringBuilder();
    String input = Printable.text(result.item().input());
    if (result.status() == Status.FAILED && result.fault().isPresent()) {
      BatchFault fault = BatchFault.of(result.fault().get());
      line(lines, paint.red("error:") + " " + fault.sentenceOn(input));
      if (!fault.hint().isEmpty()) {
        line(lines, "hint: " + fault.hint());
      }
    } else if (plain && !quiet && result.report().isPresent()) {
      ConversionReport report = result.report().get();
      line(lines, done(input, result, report));
      for (Warning warning : report.warnings()) {
        line(lines, "warning: " + input + ": " + Terms.text(warning));
      }
    }
    return lines.toString();
  }

  /** What would be done with an input. */
  static String of(BatchItem item, BatchVerb verb) {
    String action = item.action() == Action.CONVERT
        ? verb.future()
        : item.action().name().toLowerCase(Locale.ROOT);
    return String.format(
        Locale.ROOT,
        "%-7s  %s%s  (%s)%s",
        action,
        Printable.text(item.input()),
        item.output().map(path -> " -> " + Printable.text(path.toString())).orElse(""),
        item.reason(),
        item.fault().map(fault -> ": " + BatchFault.of(fault).sentence()).orElse(""));
  }

  private String done(String input, BatchResult result, ConversionReport report) {
    return String.format(
        Locale.ROOT,
        "%s  %s -> %s  (%s, %s, %.1f s)",
        verb.past(),
        input,
        Printable.text(report.output()),
        Sizes.count(report.images().size(), "image"),
        Sizes.text(report.outputBytes()),
        Sizes.seconds(result.duration()));
  }

  private static void line(StringBuilder lines, String line) {
    lines.append(line).append(System.lineSeparator());
  }
}
