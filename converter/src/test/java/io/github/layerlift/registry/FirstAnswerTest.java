package io.github.layerlift.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.registry.FakeServer.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has never answered gets little time; whoever has gets more. */
class FirstAnswerTest {
  private static final Digest DIGEST = Digest.of(new byte[1]);

  private final Clients clients = new Clients(Duration.ofMinutes(5), Duration.ofSeconds(2));

  private static LayerliftException fault(Repository repository) {
    return assertThrows(LayerliftException.class, () -> repository.hasBlob(DIGEST));
  }

  private static void assertSilent(LayerliftException fault, String who) {
    assertEquals(ErrorCode.REGISTRY_UNREACHABLE, fault.code());
    assertTrue(
        fault.getMessage().startsWith(who)
            && fault.getMessage().endsWith("can't be reached: it did not answer within 2 seconds"),
        fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("check its address"));
  }

  /** Without TLS by request, or because both are tried on this machine. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hasBlob_connectionsWithoutAnswers_endSoon(boolean plain) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String domain = "127.0.0.1:" + silent.getLocalPort();
      RegistryOptions options =
          RegistryOptions.builder().plainHttp(plain).credentials(Clients.NOBODY).build();
      assertSilent(
          fault(clients.with(options).repository(domain, "app")), "the registry " + domain);
      assertEquals(List.of(), clients.waits());
    }
  }

  @Test
  void hasBlob_silentTokenServer_endsSoon() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        FakeRegistry registry = new FakeRegistry()) {
      String realm = "http://127.0.0.1:" + silent.getLocalPort() + "/token";
      registry.intercepted((request, content) ->
          Optional.of(Reply.of(401, "WWW-Authenticate", "Bearer realm=\"" + realm + "\"")));
      Repository app = clients.plain(Clients.NOBODY).repository(registry.domain(), "app");
      assertSilent(fault(app), "the token server 127.0.0.1");
    }
  }

  @Test
  void hasBlob_slowLater_isWaitedFor() throws IOException {
    try (FakeRegistry registry = new FakeRegistry()) {
      registry.intercepted((request, content) -> {
        if (!request.path().equals("/v2/")) {
          sleep();
        }
        return Optional.empty();
      });
      Repository app = clients.plain(Clients.NOBODY).repository(registry.domain(), "app");
      assertFalse(app.hasBlob(DIGEST));
      assertEquals(List.of(), clients.waits());
    }
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(3_000);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
