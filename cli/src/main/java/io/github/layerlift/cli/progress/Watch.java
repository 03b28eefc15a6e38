package io.github.layerlift.cli.progress;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Interruption;
import io.github.layerlift.cli.console.TerminalSize;
import io.github.layerlift.cli.console.Ticker;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;

/** Surrounds a long call of the library: shows its counters, and handles Ctrl-C. */
public final class Watch implements AutoCloseable {
  /** Work that ends sooner needs no display. */
  private static final long FIRST_MILLIS = 700;

  private final Monitor monitor = new Monitor();
  private final Interruption interruption;
  private final ProgressView view;
  private final Ticker ticker;

  private Watch(ProgressStyle style, Console console) {
    this.interruption = Interruption.listen(monitor.cancellation());
    Progress progress = monitor.progress();
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

  public static Watch start(ProgressStyle style, boolean quiet, Console console) {
    return new Watch(style.resolve(quiet, console), console);
  }

  public Monitor monitor() {
    return monitor;
  }

  /** Stops, and clears the progress line if there is one. */
  @Override
  public void close() {
    ticker.stop(() -> view.end(monitor.progress().stage() == Progress.Stage.DONE));
    interruption.stop();
  }
}
