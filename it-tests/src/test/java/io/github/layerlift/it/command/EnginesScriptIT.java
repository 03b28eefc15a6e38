package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import org.junit.jupiter.api.Test;

/** What {@code engines.sh} says to users who can't run it. */
final class EnginesScriptIT {
  /** Without root or a way to become root, {@code make test} ends at once, not after all unit tests. */
  @Test
  void install_neitherRootNorSudo_saysSoInOneLine() throws Exception {
    String asNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups";
    Finished run = Command.of(
            "sh", "-c", "cd / && exec " + asNobody + " sh -s install <" + Checkout.engines())
        .run();
    assertEquals(1, run.code());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("run 'make test' as root"), run.err());
  }
}
