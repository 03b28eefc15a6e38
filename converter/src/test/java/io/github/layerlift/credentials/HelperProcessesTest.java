package io.github.layerlift.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ConversionInterruptedException;
import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelperProcessesTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir
  Path folder;

  private final Cancellation cancellation = new Cancellation();
  private final HelperProcesses helpers = new HelperProcesses(cancellation, LONG);

  /** A program with a child, which has its output open; {@code pids} gets the IDs of both. */
  private String sleeping() throws IOException {
    return script(
        "echo $$ >pids.new", "sleep 600 &", "echo $! >>pids.new", "mv pids.new pids", "wait");
  }

  private String script(String... lines) throws IOException {
    Path script = folder.resolve("helper");
    String text = "#!/bin/sh\ncd '" + folder + "'\n" + String.join("\n", lines) + "\n";
    Files.createFile(
        script, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(script, text);
    return script.toString();
  }

  private List<Long> started() throws Exception {
    Path pids = folder.resolve("pids");
    while (!Files.exists(pids)) {
      Thread.sleep(10);
    }
    return Files.readAllLines(pids).stream().map(Long::parseLong).toList();
  }

  /** An orphan that was ended may stay in the table until its new parent looks. */
  private static boolean runs(long pid) {
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      return !Files.readString(stat).contains(") Z ");
    } catch (IOException e) {
      // It went while it was looked at, or the system has no such files.
      return ProcessHandle.of(pid).isPresent();
    }
  }

  private static void assertEnd(List<Long> pids) throws Exception {
    assertEquals(2, pids.size());
    for (long each : pids) {
      while (runs(each)) {
        Thread.sleep(10);
      }
    }
  }

  @Test
  void run_realProgram_protocol() throws Exception {
    HelperProgram.Said said = helpers.run("echo", "registry");
    assertEquals(0, said.exit());
    assertEquals("get", new String(said.out(), UTF_8).strip());
    assertEquals(
        "asked for h",
        new String(helpers.run(script("read r; echo asked for $r"), "h").out(), UTF_8).strip());
    IOException absent =
        assertThrows(IOException.class, () -> helpers.run("docker-credential-absent", "x"));
    assertTrue(absent.getMessage().contains("error=2,"), absent.getMessage());
  }

  @Test
  void run_stopRequested_endsTheProgramAndItsChildren() throws Exception {
    String program = sleeping();
    CompletableFuture<HelperProgram.Said> run = CompletableFuture.supplyAsync(() -> {
      try {
        return helpers.run(program, "h");
      } catch (IOException | TimeoutException e) {
        throw new IllegalStateException(e);
      }
    });
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      List<Long> processes = started();
      assertFalse(run.isDone());
      cancellation.request();
      ExecutionException e =
          assertThrows(ExecutionException.class, () -> run.get(10, TimeUnit.SECONDS));
      assertInstanceOf(ConversionInterruptedException.class, e.getCause().getCause());
      assertEnd(processes);
    });
  }

  @Test
  void run_stopRequestedBefore_startsNothing() throws Exception {
    cancellation.request();
    String program = script("touch started");
    assertThrows(ConversionInterruptedException.class, () -> helpers.run(program, "h"));
    assertFalse(Files.exists(folder.resolve("started")));
  }

  @Test
  void run_tooSlow_endsTheProgramAndItsChildren() throws Exception {
    HelperProcesses hasty = new HelperProcesses(cancellation, Duration.ofSeconds(2));
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      assertThrows(TimeoutException.class, () -> hasty.run(sleeping(), "h"));
      assertEnd(started());
    });
  }

  @Test
  void of_stopRequested_isAnInterruption() throws Exception {
    Files.writeString(folder.resolve("config.json"), "{\"credsStore\":\"x\"}");
    StoredCredentials stored = StoredCredentials.of(
        Map.of("DOCKER_CONFIG", folder.toString()), folder.resolve("none"), cancellation);
    assertThrows(IOException.class, () -> stored.of("h", "app"), "no such program");
    cancellation.request();
    assertThrows(ConversionInterruptedException.class, () -> stored.of("h", "app"));
  }
}
