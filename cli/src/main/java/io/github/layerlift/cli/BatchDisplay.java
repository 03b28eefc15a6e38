package io.github.layerlift.cli;

import io.github.layerlift.BatchProgress;
import java.io.Closeable;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the counters of a batch from time to time and shows them, on a thread of its own; lines
 * that are to stay go through it, so that they don't fall into a table.
 */
final class BatchDisplay implements Closeable {
  /** What is done sooner than this needs no display. */
  private static final long FIRST_MILLIS = 500;

  private final BatchProgress progress;
  private final BatchView view;
  private final PrintStream err;
  private final boolean plain;
  private final @Nullable Thread thread;
  private boolean stopped;

  private BatchDisplay(BatchProgress progress, ProgressStyle style, Console console) {
    this.progress = progress;
    this.view = BatchView.of(style, console);
    this.err = console.err();
    this.plain = style == ProgressStyle.PLAIN;
    this.thread = style == ProgressStyle.NONE ? null : new Thread(this::loop, "layerlift-progress");
  }

  static BatchDisplay start(
      ProgressStyle style, boolean quiet, BatchProgress progress, Console console) {
    BatchDisplay display = new BatchDisplay(progress, style.resolve(quiet, console), console);
    if (display.thread != null) {
      display.thread.setDaemon(true);
      display.thread.start();
    }
    return display;
  }

  /** Whether lines are all that is shown. */
  boolean isPlain() {
    return plain;
  }

  /** Prints lines that stay. */
  synchronized void print(String lines) {
    if (!lines.isEmpty()) {
      err.print(view.clear());
      err.print(lines);
      err.flush();
    }
  }

  /** Stops, and clears the table if there is one. */
  @Override
  public synchronized void close() {
    if (!stopped) {
      stopped = true;
      err.print(view.end(progress));
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
        err.print(view.show(progress));
        err.flush();
        pause = view.pauseMillis();
      }
    }
  }
}
