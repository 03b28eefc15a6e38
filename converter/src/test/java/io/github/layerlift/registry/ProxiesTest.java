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
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final Digest DIGEST = Digest.of(new byte[1]);

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, http://p.example:3128, https://r.example/, p.example:3128",
    "https_proxy, p.example:3128, https://r.example/, p.example:3128",
    "ALL_PROXY, http://p.example, https://r.example/, p.example:80",
    "HTTP_PROXY, http://p.example:1, http://r.example/, p.example:1",
    "HTTP_PROXY, http://p.example:1, https://r.example/, DIRECT",
    "HTTPS_PROXY, http://p.example:1, https://localhost:5000/, DIRECT",
    "HTTPS_PROXY, http://p.example:1, https://127.0.0.1/, DIRECT",
    "HTTPS_PROXY, http://p.example:1, https://near.example/, DIRECT"
  })
  void select_variable_asUsual(String name, String value, URI target, String proxy) {
    Proxies proxies = new Proxies(Map.of(name, value, "no_proxy", "near.example"));
    String selected = proxies.select(target).toString().replace("/<unresolved>", "");
    assertTrue(selected.contains(proxy), selected);
  }

  @Test
  void authorization_userInTheVariable_decoded() {
    Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "http://al%40ice:s+3@p.example"));
    assertEquals(
        "Basic YWxAaWNlOnMrMw==",
        proxies.authorization(URI.create("https://r.example/")).orElseThrow());
    assertTrue(proxies.authorization(URI.create("http://r.example/")).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://p.example", "https://p.example", "http://", "http://u:s3cret@"})
  void require_unfitProxy_fault(String value) {
    Proxies proxies = new Proxies(Map.of("ALL_PROXY", value));
    LayerliftException fault = assertThrows(
        LayerliftException.class, () -> proxies.require(URI.create("https://r.example/")));
    assertEquals(ErrorCode.REGISTRY_UNREACHABLE, fault.code());
    assertFalse((fault.getMessage() + fault.hint()).contains("s3cret"));
  }

  @Test
  void send_throughAProxy_withItsOwnLogin() throws IOException {
    try (FakeServer proxy = new FakeServer((request, content) ->
        Reply.of(request.header("Proxy-Authorization").equals("Basic dTpw") ? 404 : 407))) {
      Registries registries = new Clients()
          .with(
              RegistryOptions.builder()
                  .plainHttp(true)
                  .credentials(Clients.NOBODY)
                  .build(),
              Map.of("HTTP_PROXY", "http://u:p@" + proxy.domain()));
      assertFalse(registries.repository("r.example", "app").hasBlob(DIGEST));
      assertEquals("GET http://r.example/v2/", proxy.requests().get(0).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"407, demands a login", "502, or does not let it through"})
  void send_proxyRefusesATunnel_fault(int status, String said) throws IOException {
    try (FakeServer proxy = new FakeServer((request, content) -> Reply.of(status))) {
      Registries registries = new Clients()
          .with(
              RegistryOptions.builder().credentials(Clients.NOBODY).build(),
              Map.of("HTTPS_PROXY", "http://" + proxy.domain()));
      LayerliftException fault = assertThrows(
          LayerliftException.class,
          () -> registries.repository("r.example", "app").hasBlob(DIGEST));
      assertEquals(ErrorCode.REGISTRY_UNREACHABLE, fault.code());
      assertTrue(fault.getMessage().contains(said), fault.getMessage());
    }
  }
}
