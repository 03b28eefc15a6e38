package io.github.layerlift.cli.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows something anew from time to time, on a thread of its own. Whatever else is printed
 * meanwhile goes through it, so that one doesn't fall into the other.
 */
public final class Ticker {
  private final PrintStream err;
  private boolean stopped;

  private Ticker(PrintStream err) {
    this.err = err;
  }

  /** One that shows nothing by itself. */
  public static Ticker still(PrintStream err) {
    return new Ticker(err);
  }

  /**
   * Starts a thread that shows what changes.
   *
   * @param firstMillis what is over sooner than this is not shown at all
   * @param pauseMillis the time until it is shown again
   */
  public static Ticker start(
      PrintStream err, long firstMillis, Supplier<String> shown, LongSupplier pauseMillis) {
    Ticker ticker = new Ticker(err);
    Thread thread =
        new Thread(() -> ticker.loop(firstMillis, shown, pauseMillis), "layerlift-progress");
    thread.setDaemon(true);
    thread.start();
    return ticker;
  }

  /** Prints what {@code text} gives when nothing else is being shown. */
  public synchronized void print(Supplier<String> text) {
    err.print(text.get());
    err.flush();
  }

  /** Shows {@code last}, and nothing after it. */
  public synchronized void stop(Supplier<String> last) {
    if (!stopped) {
      stopped = true;
      print(last);
      notifyAll();
    }
  }

  private synchronized void loop(
      long firstMillis, Supplier<String> shown, LongSupplier pauseMillis) {
    long pause = firstMillis;
    while (!stopped) {
      try {
        wait(pause);
      } catch (InterruptedException e) {
        return;
      }
      if (!stopped) {
        print(shown);
        pause = pauseMillis.getAsLong();
      }
    }
  }
}
