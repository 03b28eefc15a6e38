package io.github.layerlift.progress;

import io.github.layerlift.fault.ConversionInterruptedException;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A request to stop, made from another thread such as a shutdown hook. */
public final class Cancellation {
  private final List<Runnable> reactions = new CopyOnWriteArrayList<>();
  private volatile boolean requested;

  /** Requests a stop; registered reactions are called first, by this thread. */
  public void request() {
    requested = true;
    reactions.forEach(Runnable::run);
  }

  /**
   * Registers what must happen at once, since the working thread may wait for something that never comes.
   *
   * @param reaction called once for each request, and right away if there was one; may be called by
   *     several threads at once, and must not throw
   */
  public void onRequest(Runnable reaction) {
    reactions.add(reaction);
    if (requested) {
      reaction.run();
    }
  }

  public boolean isRequested() {
    return requested;
  }

  /**
   * Called between two blocks of work.
   *
   * @throws ConversionInterruptedException if a stop was requested
   */
  public void check() throws LayerliftException {
    if (requested) {
      throw Fault.of(ErrorCode.INTERRUPTED_BY_USER, "interrupted before it was done")
          .exception();
    }
  }
}
