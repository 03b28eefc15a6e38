package io.github.layerlift.cli;

import io.github.layerlift.report.Cancellation;
import io.github.layerlift.report.Progress;

/** What surrounds a call of the library that takes long: counters that are shown, and Ctrl-C. */
final class Watch implements AutoCloseable {
  private final Progress progress = new Progress();
  private final Cancellation cancellation = new Cancellation();
  private final Interruption interruption;
  private final ProgressDisplay display;

  private Watch(ProgressStyle style, boolean quiet, Console console) {
    this.interruption = Interruption.listen(cancellation);
    this.display = ProgressDisplay.start(style, quiet, progress, console);
  }

  static Watch start(ProgressStyle style, boolean quiet, Console console) {
    return new Watch(style, quiet, console);
  }

  Progress progress() {
    return progress;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public void close() {
    display.stop();
    interruption.stop();
  }
}
