package io.github.layerlift.cli.progress;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Interruption;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Progress;

/** What surrounds a call of the library that takes long: counters that are shown, and Ctrl-C. */
public final class Watch implements AutoCloseable {
  private final Progress progress = new Progress();
  private final Cancellation cancellation = new Cancellation();
  private final Interruption interruption;
  private final ProgressDisplay display;

  private Watch(ProgressStyle style, boolean quiet, Console console) {
    this.interruption = Interruption.listen(cancellation);
    this.display = ProgressDisplay.start(style, quiet, progress, console);
  }

  public static Watch start(ProgressStyle style, boolean quiet, Console console) {
    return new Watch(style, quiet, console);
  }

  public Progress progress() {
    return progress;
  }

  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public void close() {
    display.stop();
    interruption.stop();
  }
}
