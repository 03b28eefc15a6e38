package io.github.layerlift.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.registry.FakeServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries on this machine, which may speak with or without TLS; see also {@link TlsTest}. */
class HostTest {
  private static URI base(FakeServer server) throws IOException {
    try (Registries registries =
        new Clients().with(RegistryOptions.builder().credentials(Clients.NOBODY).build())) {
      return registries.repository(server.domain(), "x").host().base();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 403, 404})
  void base_answersWithoutTls_takenAtOnce(int status) throws Exception {
    try (FakeServer server = new FakeServer((request, content) -> Reply.of(status))) {
      assertEquals("http://" + server.domain() + "/v2/", base(server).toString());
      assertEquals(1, server.requests().size());
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400})
  void base_answerMayMeanTls_bothTried(int status) throws Exception {
    try (FakeServer server = new FakeServer((request, content) -> Reply.of(status))) {
      assertEquals("http://" + server.domain() + "/v2/", base(server).toString());
      assertEquals(1, server.requests().size());
      assertEquals(2, server.connections());
    }
  }

  @Test
  void base_busyAtFirst_askedAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeServer server =
        new FakeServer((request, content) -> Reply.of(asked.getAndIncrement() == 0 ? 503 : 200))) {
      assertEquals("http://" + server.domain() + "/v2/", base(server).toString());
      assertEquals(2, server.requests().size());
    }
  }

  @Test
  void base_neverAnswers_saysSo() throws Exception {
    try (FakeServer server = new FakeServer((request, content) -> {
      throw new FakeServer.Cut();
    })) {
      LayerliftException fault = assertThrows(LayerliftException.class, () -> base(server));
      assertEquals(ErrorCode.REGISTRY_FAILED, fault.code());
      assertTrue(fault.getMessage().contains(server.domain()), fault.getMessage());
    }
  }
}
