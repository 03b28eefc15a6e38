package io.github.layerlift.cli.progress;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.TerminalSize;
import io.github.layerlift.cli.console.Ticker;
import io.github.layerlift.progress.Progress;

/** Looks at the counters from time to time and shows them. */
final class ProgressDisplay {
  /** What is done sooner than this needs no display. */
  private static final long FIRST_MILLIS = 700;

  private final Progress progress;
  private final ProgressView view;
  private final Ticker ticker;

  private ProgressDisplay(Progress progress, ProgressStyle style, Console console) {
    this.progress = progress;
    this.view =
        ProgressView.of(style, () -> TerminalSize.now(console.environment()).columns());
    this.ticker = style == ProgressStyle.NONE
        ? Ticker.still(console.err())
        : Ticker.start(
            console.err(),
            FIRST_MILLIS,
            () -> view.show(progress.stage(), progress.done(), progress.total()),
            view::pauseMillis);
  }

  static ProgressDisplay start(
      ProgressStyle style, boolean quiet, Progress progress, Console console) {
    return new ProgressDisplay(progress, style.resolve(quiet, console), console);
  }

  /** Stops, and clears the line if there is one. */
  void stop() {
    ticker.stop(() -> view.end(progress.stage() == Progress.Stage.DONE));
  }
}
