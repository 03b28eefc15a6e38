package io.github.layerlift.cli;

import io.github.layerlift.report.Cancellation;
import io.github.layerlift.report.Progress;

/** What surrounds a call of the library that takes long: counters that are shown, and Ctrl-C. */
final class Watch implements AutoCloseable {
  private final Progress progress = new Progress();
  private final Cancellation cancellation = new Cancellation();
  private final Interruption interruption;
  private final ProgressDisplay display;

  private Watch(ProgressStyle style, boolean quiet, boolean fromStream, Console console) {
    this.interruption = Interruption.listen(cancellation, fromStream);
    this.display = ProgressDisplay.start(style, quiet, progress, console);
  }

  /**
   * @param fromStream whether standard input is read, which may never end
   */
  static Watch start(ProgressStyle style, boolean quiet, boolean fromStream, Console console) {
    return new Watch(style, quiet, fromStream, console);
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
