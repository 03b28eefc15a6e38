package io.github.layerlift.cli;

import io.github.layerlift.report.Progress;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Looks at the counters from time to time and shows them, on a thread of its own. */
final class ProgressDisplay {
  /** What is done sooner than this needs no display. */
  private static final long FIRST_MILLIS = 700;

  private final Progress progress;
  private final ProgressView view;
  private final PrintStream err;
  private final @Nullable Thread thread;
  private boolean stopped;

  private ProgressDisplay(Progress progress, ProgressView view, PrintStream err, boolean shown) {
    this.progress = progress;
    this.view = view;
    this.err = err;
    this.thread = shown ? new Thread(this::loop, "layerlift-progress") : null;
  }

  static ProgressDisplay start(
      ProgressStyle style, boolean quiet, Progress progress, Console console) {
    ProgressStyle resolved = style.resolve(quiet, console);
    ProgressDisplay display = new ProgressDisplay(
        progress,
        ProgressView.of(resolved, () -> TerminalSize.now(console.environment()).columns()),
        console.err(),
        resolved != ProgressStyle.NONE);
    if (display.thread != null) {
      display.thread.setDaemon(true);
      display.thread.start();
    }
    return display;
  }

  /** Stops, and clears the line if there is one. */
  synchronized void stop() {
    if (!stopped) {
      stopped = true;
      err.print(view.end(progress.stage() == Progress.Stage.DONE));
      err.flush();
      notifyAll();
    }
  }

  private synchronized void loop() {
    long pause = FIRST_MILLIS;
    while (!stopped) {
      try {
        wait(pause);
      } catch (InterruptedException e) {
        return;
      }
      if (!stopped) {
        err.print(view.show(progress.stage(), progress.done(), progress.total()));
        err.flush();
        pause = view.pauseMillis();
      }
    }
  }
}
