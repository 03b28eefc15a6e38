package io.github.layerlift.it.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.Await;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A registry that demands a password, and where the password is kept. */
@ExtendWith(EngineExtension.class)
final class PushAccessIT {
  private static final String USER = "user";
  private static final String PASSWORD = "open-sesame-4711";

  /** Of the password, by {@code htpasswd -nbB}'s algorithm, bcrypt. */
  private static final String HTPASSWD =
      USER + ":$2y$05$abcdefghijklmnopqrstuud2L8crwTyOxFi9P3yYYIG5bIITxThTG\n";

  private static final Path ARCHIVE = Samples.path("jib.tar");

  @TempDir
  private Path folder;

  private RegistryServer registry;
  private String name;

  @BeforeEach
  void start() throws Exception {
    registry = RegistryServer.withPasswords(folder, HTPASSWD);
    name = registry.name("team/app:1.0");
  }

  @AfterEach
  void end() {
    registry.close();
  }

  @Test
  void push_passwordFromStdin_isDone() throws Exception {
    requireDone(withPassword(PASSWORD).run());
  }

  @Test
  void push_passwordFromStdin_isNotInTheListOfProcesses() throws Exception {
    registry.signal("STOP");
    Running push = withPassword(PASSWORD).start();
    Await.until(
        "the program runs",
        Duration.ofSeconds(60),
        () -> processes().lines().anyMatch(line -> line.contains(name) && line.contains("java ")));
    String processes = processes();
    registry.signal("CONT");
    requireDone(push.finished());
    requireNoSecret(processes);
  }

  @Test
  void push_passwordInConfigFile_isDone() throws Exception {
    String auth = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
    config(Map.of("auths", Map.of(registry.address(), Map.of("auth", auth))));
    requireDone(Pushing.command(folder, ARCHIVE, name, "--report", report()).run());
  }

  @Test
  void push_helperProgram_isAskedForThePassword() throws Exception {
    config(Map.of("credHelpers", Map.of(registry.address(), "layerlift-test")));
    Files.write(
        folder.resolve("answer"),
        Json.bytes(Map.of("ServerURL", registry.address(), "Username", USER, "Secret", PASSWORD)));
    Path helper = Files.writeString(
        folder.resolve("docker-credential-layerlift-test"),
        "#!/bin/sh\nset -eu\ncd " + folder
            + "\n[ \"$1\" = get ]\ncat >asked\nps axww -o args >processes\ncat answer\n");
    assertTrue(helper.toFile().setExecutable(true));

    requireDone(Pushing.command(folder, ARCHIVE, name, "--report", report())
        .with("PATH", folder + ":" + System.getenv("PATH"))
        .run());

    assertEquals(registry.address(), Files.readString(folder.resolve("asked")).strip());
    String processes = Files.readString(folder.resolve("processes"));
    assertTrue(processes.contains(name), processes);
    requireNoSecret(processes);
  }

  @Test
  void push_helperProgramMissing_saysSo() throws Exception {
    config(Map.of("credsStore", "layerlift-absent"));
    requireRefused(
        Pushing.command(folder, ARCHIVE, name, "--report", report()).run(), "layerlift-absent");
  }

  @Test
  void push_wrongPassword_saysWhatToDo() throws Exception {
    requireRefused(withPassword(PASSWORD + "x").run(), "docker login " + registry.address());
  }

  @Test
  void push_noPassword_saysWhatToDo() throws Exception {
    requireRefused(
        Pushing.command(folder, ARCHIVE, name, "--report", report()).run(),
        "docker login " + registry.address());
  }

  private Command withPassword(String password) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), password + "\n");
    return Pushing.reading(
        file, folder, ARCHIVE, name, "--username", USER, "--password-stdin", "--report", report());
  }

  private Path report() {
    return folder.resolve("report.json");
  }

  private void config(Map<String, ?> content) throws IOException {
    Files.write(folder.resolve("config.json"), Json.bytes(content));
  }

  private void requireDone(Finished run) throws IOException {
    String out = run.orFail();
    assertTrue(out.startsWith(name + "@sha256:"), out);
    requireNoSecret(out + run.err() + Files.readString(report()));
  }

  private void requireRefused(Finished run, String words) throws Exception {
    Aftermath.requireWords(run, 3);
    assertTrue(run.err().contains(words), run.err());
    requireNoSecret(run.out() + run.err() + Files.readString(report()));
    assertFalse(Files.exists(RegistryServer.storage(folder)), "something was stored");
  }

  private static void requireNoSecret(String text) {
    String encoded = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
    // without its end, which is another one if the password is longer
    assertFalse(text.contains(PASSWORD), text);
    assertFalse(text.contains(encoded.substring(0, encoded.length() - 4)), text);
  }

  private static String processes() throws IOException {
    try {
      return Command.of("ps", "axww", "-o", "args").run().orFail();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
