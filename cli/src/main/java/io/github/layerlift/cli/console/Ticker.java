package io.github.layerlift.cli.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Refreshes a display from time to time, on a thread of its own. Whatever else is printed meanwhile
 * goes through it, so that the two don't mix.
 */
public final class Ticker {
  private final PrintStream err;
  private boolean stopped;

  private Ticker(PrintStream err) {
    this.err = err;
  }

  /** A ticker that shows nothing by itself. */
  public static Ticker still(PrintStream err) {
    return new Ticker(err);
  }

  /**
   * Starts a thread that shows what changes.
   *
   * @param firstMillis work that ends sooner is not shown at all
   * @param pauseMillis the time until the next refresh
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

  /** Prints the result of {@code text} while nothing else is being shown. */
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
