package io.github.layerlift.cli.progress;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Interruption;
import io.github.layerlift.progress.Monitor;

/** What surrounds a call of the library that takes long: counters that are shown, and Ctrl-C. */
public final class Watch implements AutoCloseable {
  private final Monitor monitor = new Monitor();
  private final Interruption interruption;
  private final ProgressDisplay display;

  private Watch(ProgressStyle style, boolean quiet, Console console) {
    this.interruption = Interruption.listen(monitor.cancellation());
    this.display = ProgressDisplay.start(style, quiet, monitor.progress(), console);
  }

  public static Watch start(ProgressStyle style, boolean quiet, Console console) {
    return new Watch(style, quiet, console);
  }

  public Monitor monitor() {
    return monitor;
  }

  @Override
  public void close() {
    display.stop();
    interruption.stop();
  }
}
