package io.github.layerlift.cli.batch;

import io.github.layerlift.cli.console.Paint;
import io.github.layerlift.cli.console.TerminalSize;
import io.github.layerlift.cli.progress.ProgressView;
import io.github.layerlift.cli.text.Columns;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.progress.BatchProgress;
import io.github.layerlift.progress.BatchProgress.Running;
import io.github.layerlift.text.Printable;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A row for each archive that is being converted, and one for the total; redrawn each time. */
final class BatchTable implements BatchView {
  private static final String CLEAR_BELOW = "\r\u001b[J";

  /** How often the terminal's size is read: that starts a process. */
  private static final int PAINTS_PER_LOOK = 10;

  private static final int STAGE = 15;
  private static final int SIZE = 8;
  private static final int MIN_NAME = 8;
  private static final int MAX_BAR = 40;
  private static final int MIN_BAR = 8;

  /** An estimate before that would be a guess. */
  private static final double FIRST_SECONDS = 3;

  private static final double NANOS = 1e9;
  private static final int MINUTE = 60;

  private final Paint paint;
  private final Supplier<TerminalSize> terminal;
  private TerminalSize size = new TerminalSize(24, 80);
  private int paints;
  private int shown;
  private double most;
  private long start;

  /**
   * @param terminal asks for the size of the terminal
   */
  BatchTable(Paint paint, Supplier<TerminalSize> terminal) {
    this.paint = paint;
    this.terminal = terminal;
  }

  @Override
  public String show(BatchProgress progress) {
    if (paints++ % PAINTS_PER_LOOK == 0) {
      size = terminal.get();
    }
    StringBuilder table = new StringBuilder(clear());
    List<Running> running = progress.running();
    int room = Math.max(0, size.rows() - 2);
    for (Running one : running.subList(0, Math.min(room, running.size()))) {
      line(table, row(one));
    }
    line(table, total(progress));
    return table.toString();
  }

  /** Goes back to where the table began, and erases it. */
  @Override
  public String clear() {
    String up = shown == 0 ? "" : "\u001b[" + shown + "A" + CLEAR_BELOW;
    shown = 0;
    return up;
  }

  @Override
  public long pauseMillis() {
    return 200;
  }

  private void line(StringBuilder table, String line) {
    table.append(line).append('\n');
    shown++;
  }

  private String row(Running running) {
    int bar = barWidth();
    int name = Math.max(MIN_NAME, size.columns() - 1 - bar - 2 - 4 - 2 - SIZE - 2 - STAGE - 1);
    double fraction = BatchView.fraction(running);
    String row = Columns.fit(Printable.text(running.input()), name)
        + "  "
        + Columns.fit(ProgressView.words(running.progress().stage()), STAGE)
        + " "
        + bar(fraction, bar)
        + percent(fraction)
        + "  "
        + String.format(Locale.ROOT, "%" + SIZE + "s", Sizes.text(running.size()));
    return isTooWide(row) ? Columns.fit(Printable.text(running.input()), size.columns() - 1) : row;
  }

  private String total(BatchProgress progress) {
    if (progress.total() == 0) {
      return Columns.fit(
          "looking for archives: " + progress.found() + " files so far", size.columns() - 1);
    }
    start = start == 0 ? System.nanoTime() : start;
    most = Math.max(
        most,
        progress.totalBytes() == 0
            ? 0
            : (double) BatchView.doneBytes(progress) / progress.totalBytes());
    String failed = progress.failed() == 0 ? "" : ", " + progress.failed() + " failed";
    String counts = progress.finished() + " of " + progress.total() + " done" + failed;
    String end = percent(most) + " of " + Sizes.text(progress.totalBytes()) + left();
    int bar =
        Math.min(size.columns() - 1 - Columns.width(counts) - Columns.width(end) - 5, 2 * MAX_BAR);
    return bar < MIN_BAR
        ? Columns.fit(counts + " " + end, size.columns() - 1).stripTrailing()
        : colored(counts, failed) + "  " + bar(most, bar) + end;
  }

  private String colored(String counts, String failed) {
    return counts.substring(0, counts.length() - failed.length())
        + (failed.isEmpty() ? "" : paint.red(failed));
  }

  private String left() {
    double elapsed = (System.nanoTime() - start) / NANOS;
    if (elapsed < FIRST_SECONDS || most < 0.01) {
      return "";
    }
    long seconds = Math.round(elapsed * (1 - most) / most);
    return String.format(Locale.ROOT, ", %d:%02d left", seconds / MINUTE, seconds % MINUTE);
  }

  private int barWidth() {
    int bar = (size.columns() - 50) / 3;
    return bar < MIN_BAR ? 0 : Math.min(bar, MAX_BAR);
  }

  private String bar(double fraction, int width) {
    if (width < MIN_BAR) {
      return "";
    }
    int inner = width - 2;
    int filled = (int) (inner * fraction);
    return "[" + paint.green("=".repeat(filled)) + " ".repeat(inner - filled) + "] ";
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%3d%%", (int) (fraction * 100));
  }

  /** Colours take no columns. */
  private boolean isTooWide(String row) {
    return Columns.width(row.replaceAll("\u001b\\[[0-9]*m", "")) >= size.columns();
  }
}
