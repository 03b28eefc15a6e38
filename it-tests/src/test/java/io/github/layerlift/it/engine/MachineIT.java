package io.github.layerlift.it.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of an engine's machine is left behind, and nothing outside of it is touched. */
@Timeout(300)
final class MachineIT {
  private static final Path ROOT = Path.of("/");

  @TempDir
  private Path shared;

  @Test
  void close_daemonRuns_leavesNothing() throws Exception {
    Machine machine = Machine.start(ROOT, shared);
    Path state = machine.state();
    machine.daemon("log", machine.command("sleep", "1000"), machine.command("true"));
    assertTrue(isInUse(state));

    machine.close();

    assertFalse(Files.exists(state));
    assertFalse(isInUse(state));
  }

  /** A process that holds a machine is killed: what it started ends, though nobody asks it to. */
  @Test
  void killOfTheHolder_daemonRuns_leavesNothing() throws Exception {
    Path state = Files.createTempDirectory("layerlift-engine-");
    String script = Checkout.engines().resolveSibling("debian/machine.sh").toString();
    Process holder = new ProcessBuilder(
            "bash",
            "-c",
            "sleep 1000 | exec \"$0\" start \"$@\"",
            script,
            ROOT.toString(),
            state.toString(),
            shared.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try {
      BufferedReader out = new BufferedReader(
          new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
      String pid = out.readLine();
      assertNotNull(pid, "the machine did not start: its words are above");
      ProcessHandle first = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      ProcessHandle keeper = holder
          .children()
          .filter(child -> child.info().command().orElse("").endsWith("sleep"))
          .findFirst()
          .orElseThrow();

      keeper.destroyForcibly();

      first.onExit().get(120, TimeUnit.SECONDS);
      assertTrue(holder.waitFor(120, TimeUnit.SECONDS));
    } finally {
      // a sleep that stays would hold our stderr, and Maven would wait for its end
      holder.descendants().forEach(ProcessHandle::destroyForcibly);
      holder.destroyForcibly();
    }
    assertFalse(Files.exists(state));
    assertFalse(isInUse(state));
  }

  @Test
  void run_writesEverywhere_changesStateOnly() throws Exception {
    try (Machine machine = Machine.start(ROOT, shared)) {
      for (String folder : new String[] {"/usr", "/mnt/shared"}) {
        Refusal refusal = assertThrows(
            Refusal.class,
            () -> machine.run(machine.command("touch", folder + "/layerlift-was-here")));
        assertTrue(refusal.getMessage().contains("Read-only file system"), refusal.getMessage());
      }
      for (String folder : new String[] {"/etc", "/run", "/tmp", "/var/lib", "/dev/shm"}) {
        machine.run(machine.command("touch", folder + "/layerlift-was-here"));
        assertFalse(Files.exists(Path.of(folder, "layerlift-was-here")), folder);
      }
      machine.run(machine.command("touch", Machine.STATE.resolve("file")));
      assertTrue(Files.exists(machine.state().resolve("file")));
    }
  }

  /** Whether any process sees a mount of that folder, as each one in its machine does. */
  private static boolean isInUse(Path state) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (mounts(process).contains(state.toString())) {
          return true;
        }
      }
    }
    return false;
  }

  private static String mounts(Path process) {
    try {
      return Files.readString(process.resolve("mountinfo"));
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }
}
