package io.github.layerlift.it.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signal ends the program at once and leaves nothing behind, whatever it is waiting for. */
final class StalledIT {
  private static final long MAX_MILLIS = 1_500;

  /** By then it is waiting. */
  private static final long WAIT_SECONDS = 3;

  @TempDir
  private Path folder;

  /** Holds the ends of pipes open that nobody uses. */
  @TempDir
  private Path pipes;

  @BeforeEach
  void makePipes() throws Exception {
    BigArchive.write(folder.resolve("legacy.tar"), "layerlift/big:1.0", 1, 1 << 20);
    Command.of("mkfifo", pipes.resolve("fifo"), pipes.resolve("open")).run().orFail();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "convert - new <>OPEN",
        "convert --format folder - new <>OPEN",
        "convert --compress gzip - new <>OPEN",
        "extract - --to new <>OPEN",
        "inspect - <>OPEN",
        "convert FIFO new",
        "convert --format folder FIFO new",
        "verify FIFO",
        "convert legacy.tar FIFO",
        "convert legacy.tar - <>OPEN >&0",
        "extract legacy.tar --to - <>OPEN >&0"
      })
  void signal_whileWaiting_endsAndLeavesNothing(String call) throws Exception {
    String words = call.replace("OPEN", pipes.resolve("open").toString())
        .replace("FIFO", pipes.resolve("fifo").toString());
    Aftermath aftermath = Aftermath.watch(folder);
    Running running = Command.of(
            "sh", "-c", "cd " + folder + "; exec " + Checkout.layerlift() + " " + words)
        .inForeground()
        .start();
    TimeUnit.SECONDS.sleep(WAIT_SECONDS);
    assertTrue(running.process().isAlive(), "it doesn't wait");
    long sent = System.nanoTime();
    running.signal("INT");
    Finished run = running.finished();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);

    assertEquals(130, run.code(), run.err());
    assertTrue(millis < MAX_MILLIS, "ended only after " + millis + " ms");
    aftermath.requireUnchanged(run);
    try (var left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }
}
