package io.github.layerlift.it.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.Await;
import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import io.github.layerlift.it.machine.Samples;
import io.github.layerlift.it.push.TokenIssuer.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that demands tokens, which a server hands out and which soon expire. */
@ExtendWith(EngineExtension.class)
final class PushTokenIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String USER = "user";
  private static final String PASSWORD = "open-sesame-4712";
  private static final String REPOSITORY = "team/app";
  private static final int UNAUTHORIZED = 401;

  /** More than are sent at once. */
  private static final int LAYERS = 12;

  private static final long LAYER_SIZE = 10L << 20;

  @TempDir
  private Path folder;

  /** Whether the server tells how long the tokens live, or the program finds out when it is refused. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void push_tokensExpire_newOnesAreFetched(boolean tellsLife) throws Exception {
    Path archive = folder.resolve("big.tar");
    BigArchive.write(archive, "layerlift/big:1.0", LAYERS, LAYER_SIZE);
    try (TokenIssuer issuer = issuer(tellsLife);
        RegistryServer registry = RegistryServer.withTokens(folder, issuer)) {
      String name = registry.name(REPOSITORY + ":1.0");

      Running push = withPassword(PASSWORD, archive, name, "--compress", "none").start();
      registry.awaitBlobs();
      registry.signal("STOP");
      int before = issuer.given().size();
      Instant end = issuer.given().get(before - 1).end();
      Await.until("the token has expired", LIMIT, () -> Instant.now().isAfter(end.plusSeconds(1)));
      registry.signal("CONT");
      Finished run = push.finished();

      String out = run.orFail();
      assertTrue(out.startsWith(name + "@sha256:"), out);
      assertTrue(issuer.given().size() > before, issuer.given().toString());
      for (Given each : issuer.given()) {
        assertEquals(
            "repository:" + REPOSITORY, each.scopes().get(0).replaceFirst(":[a-z,]*$", ""));
      }
      // nothing but the first question, which asks what is wanted
      assertTrue(tellsLife || refused(registry) > 1, "no token had expired");
      requireNoSecret(run);
    }
  }

  private static long refused(RegistryServer registry) throws Exception {
    return registry.newRequests().stream()
        .filter(request -> request.status() == UNAUTHORIZED)
        .count();
  }

  @Test
  void push_wrongPassword_saysWhatToDo() throws Exception {
    try (TokenIssuer issuer = issuer(true);
        RegistryServer registry = RegistryServer.withTokens(folder, issuer)) {
      Path archive = Samples.path("jib.tar");
      String name = registry.name(REPOSITORY + ":1.0");

      Finished run = withPassword(PASSWORD + "x", archive, name).run();

      Aftermath.requireWords(run, 3);
      assertTrue(run.err().contains("docker login " + registry.address()), run.err());
      requireNoSecret(run);
      assertEquals(0, issuer.given().size());
    }
  }

  private TokenIssuer issuer(boolean tellsLife) throws Exception {
    return TokenIssuer.start(
        Certificate.ofAuthority(folder, "layerlift-tokens"), USER + ":" + PASSWORD, tellsLife);
  }

  private Command withPassword(String password, Object... words) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), password);
    return Pushing.reading(file, folder, words).and("--username", USER, "--password-stdin");
  }

  private static void requireNoSecret(Finished run) {
    assertFalse((run.out() + run.err()).contains(PASSWORD), run.out() + run.err());
  }
}
