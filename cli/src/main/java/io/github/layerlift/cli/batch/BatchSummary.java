package io.github.layerlift.cli.batch;

import io.github.layerlift.cli.console.Paint;
import io.github.layerlift.cli.text.ShortHex;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.options.Shard;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import io.github.layerlift.text.Printable;
import java.util.Arrays;
import java.util.Locale;

/** The summary of a batch, for people. */
final class BatchSummary {
  private final BatchTally tally;
  private final Paint paint;
  private final StringBuilder text = new StringBuilder();

  BatchSummary(BatchTally tally, Paint paint) {
    this.tally = tally;
    this.paint = paint;
  }

  /** A table of results and their counts, then the archives that failed. */
  String text() {
    int converted = tally.count(Status.CONVERTED);
    int failed = tally.count(Status.FAILED);
    BatchVerb verb = BatchVerb.of(tally.plan().options());
    String bytes = Sizes.text(tally.outputBytes()) + " " + verb.bytes()
        + (tally.warned() == 0 ? "" : ", " + tally.warned() + " with warnings");
    row(verb.past(), converted, converted == 0 ? "" : bytes, false);
    row("skipped", tally.count(Status.SKIPPED), "already up to date", true);
    row("left alone", tally.count(Status.IGNORED), "no images found", true);
    listLeftAlone();
    row("not run", tally.count(Status.NOT_RUN), "the batch was stopped", true);
    row(failed == 0 ? "failed" : paint.red("failed") + "    ", failed, "", true);
    for (BatchResult result : tally.faults()) {
      String code = result.fault().map(BatchFault::of).map(BatchFault::code).orElse("");
      line("  " + Printable.text(result.item().input()) + ": " + code);
    }
    if (failed > tally.faults().size()) {
      line("  and " + (failed - tally.faults().size()) + " more; use --report to list them all");
    }
    line(String.format(
        Locale.ROOT,
        "%s in %.1f s, into %s%s",
        Sizes.count(total(), "input"),
        Sizes.seconds(tally.duration()),
        Printable.text(tally.plan().options().into().toString()),
        shard(tally.plan())));
    return text.toString();
  }

  /** One by one; grouped by reason if the list would be long. */
  private void listLeftAlone() {
    if (tally.count(Status.IGNORED) > BatchTally.MAX_LISTED) {
      tally.leftAloneByReason().forEach((reason, count) -> line("  " + count + " " + reason));
      line("  use --report to list them all");
      return;
    }
    for (BatchResult result : tally.leftAlone()) {
      String input = Printable.text(result.item().input());
      line("  "
          + result.fault().map(fault -> BatchFault.of(fault).sentenceOn(input)).orElse(input));
    }
  }

  /** What would be done, with counts. */
  static String text(BatchPlan plan) {
    return String.format(
        Locale.ROOT,
        "%s: %d to %s, %s%d current, %d to leave alone, %d to fail%s",
        Sizes.count(plan.items().size(), "input"),
        plan.count(Action.CONVERT),
        BatchVerb.of(plan.options()).future(),
        compared(plan),
        plan.count(Action.SKIP),
        plan.count(Action.IGNORE),
        plan.count(Action.FAIL),
        shard(plan));
  }

  private static String compared(BatchPlan plan) {
    int count = plan.count(Action.COMPARE);
    return count == 0 ? "" : count + " to compare, ";
  }

  private static String shard(BatchPlan plan) {
    Shard shard = plan.options().shard();
    String listing =
        plan.listing().map(digest -> " of listing " + ShortHex.of(digest)).orElse("");
    return shard.total() == 1
        ? ""
        : "; shard " + shard + listing + ", " + plan.others() + " in the others";
  }

  private int total() {
    return Arrays.stream(Status.values()).mapToInt(tally::count).sum();
  }

  private void row(String what, int count, String remark, boolean leaveOut) {
    if (count > 0 || !leaveOut) {
      String row = String.format(Locale.ROOT, "%-10s %6d  %s", what, count, remark);
      line(row.stripTrailing());
    }
  }

  private void line(String line) {
    text.append(line).append(System.lineSeparator());
  }
}
