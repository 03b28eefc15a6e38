package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Checks for a fault by its code. */
public final class Faults {

  private Faults() {}

  /** What is expected to fail. */
  @FunctionalInterface
  public interface Call {
    void run() throws Exception;
  }

  /** Runs {@code call}, which has to fail with {@code code}, and returns the fault. */
  public static LayerliftException expect(ErrorCode code, Call call) {
    LayerliftException fault = assertThrows(LayerliftException.class, call::run);
    assertEquals(code, fault.code(), fault.getMessage());
    return fault;
  }
}
