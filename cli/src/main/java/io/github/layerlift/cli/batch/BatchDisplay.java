package io.github.layerlift.cli.batch;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Ticker;
import io.github.layerlift.cli.progress.ProgressStyle;
import io.github.layerlift.progress.BatchProgress;
import java.io.Closeable;

/** Reads the counters of a batch from time to time and shows them, along with lines that stay. */
final class BatchDisplay implements Closeable {
  /** A batch that ends sooner needs no display. */
  private static final long FIRST_MILLIS = 500;

  private final BatchProgress progress;
  private final BatchView view;
  private final boolean plain;
  private final Ticker ticker;

  private BatchDisplay(BatchProgress progress, ProgressStyle style, Console console) {
    this.progress = progress;
    this.view = BatchView.of(style, console);
    this.plain = style == ProgressStyle.PLAIN;
    this.ticker = style == ProgressStyle.NONE
        ? Ticker.still(console.err())
        : Ticker.start(console.err(), FIRST_MILLIS, () -> view.show(progress), view::pauseMillis);
  }

  static BatchDisplay start(
      ProgressStyle style, boolean quiet, BatchProgress progress, Console console) {
    return new BatchDisplay(progress, style.resolve(quiet, console), console);
  }

  /** Whether lines are all that is shown. */
  boolean isPlain() {
    return plain;
  }

  /** Prints lines that stay. */
  void print(String lines) {
    if (!lines.isEmpty()) {
      ticker.print(() -> view.clear() + lines);
    }
  }

  /** Stops, and clears the table if there is one. */
  @Override
  public void close() {
    ticker.stop(() -> view.end(progress));
  }
}
