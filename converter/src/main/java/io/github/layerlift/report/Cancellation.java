package io.github.layerlift.report;

/** A request to stop, made from another thread such as a shutdown hook. */
public final class Cancellation {
  private volatile boolean requested;

  public void request() {
    requested = true;
  }

  public boolean isRequested() {
    return requested;
  }

  /**
   * Called between two blocks of work.
   *
   * @throws ConversionInterruptedException if a stop was asked for
   */
  public void check() throws LayerliftException {
    if (requested) {
      throw Fault.of(ErrorCode.INTERRUPTED_BY_USER, "interrupted; nothing was changed")
          .exception();
    }
  }
}
