package io.github.layerlift.fault;

import java.io.IOException;

/** Turns a failure of the system without a more specific fault into one. */
public final class Boundary {
  private Boundary() {}

  /** What may fail. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /** Does {@code work}. */
  public static <T> T faults(Work<T> work) throws LayerliftException {
    try {
      return work.run();
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw unexpected(e);
    }
  }

  /** Does {@code work}; what its faults name as a way out is the call that was made, {@code call}. */
  public static <T> T calling(Setting call, Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (LayerliftException e) {
      throw e.calling(call);
    }
  }

  /** What the system says if nothing more is known about it. */
  public static LayerliftException unexpected(IOException e) {
    return Fault.of(ErrorCode.READ_FAILED, "the system reports an error: " + Reason.of(e))
        .hint("read it again; if that fails too, copy it from another place")
        .exception(e);
  }
}
