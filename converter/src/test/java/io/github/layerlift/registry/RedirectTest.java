package io.github.layerlift.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.registry.FakeServer.Reply;
import io.github.layerlift.registry.FakeServer.Request;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  private static final byte[] BLOB = Clients.bytes(3 << 20, 1);
  private static final Digest DIGEST = Digest.of(BLOB);

  private final Clients clients = new Clients();
  private FakeRegistry registry;
  private FakeRegistry other;
  private Registries registries;
  private Repository app;

  @BeforeEach
  void setUp() throws IOException {
    registry = new FakeRegistry();
    other = new FakeRegistry();
    registries = clients.plain(Clients.ALICE);
    app = registries.repository(registry.domain(), "me/app");
  }

  @AfterEach
  void tearDown() throws IOException {
    registries.close();
    registry.close();
    other.close();
  }

  /** Answers where credentials are missing, and otherwise redirects what matches to the other registry. */
  private void redirect(int status, String method, boolean readsBody) {
    registry.intercepted((request, content) -> {
      if (request.header("Authorization").isEmpty()) {
        content.readAll();
        return Optional.of(Reply.of(401, "WWW-Authenticate", "Basic realm=\"x\""));
      }
      if (!request.method().equals(method)) {
        return Optional.empty();
      }
      if (readsBody) {
        content.readAll();
      }
      return Optional.of(
          Reply.of(status, "Location", "http://" + other.domain() + request.target()));
    });
  }

  @ParameterizedTest
  @CsvSource({"307, true", "308, true", "307, false"})
  void upload_redirected_keepsMethodAndBody_notAuthorization(int status, boolean readsBody)
      throws IOException {
    redirect(status, "POST", true);
    other.intercepted((request, content) ->
        request.header("Authorization").isEmpty() ? Optional.empty() : Optional.of(Reply.of(500)));
    app.upload(DIGEST, Clients.extent(BLOB), bytes -> {});
    assertArrayEquals(BLOB, other.blob("me/app", DIGEST));
    // relative to the other registry: the rest goes there
    for (Request request : other.requests()) {
      assertEquals("", request.header("Authorization"), request.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void put_redirectedAtTheBlob_sentToTheOtherHost(boolean readsBody) throws IOException {
    redirect(307, "PUT", readsBody);
    other.intercepted((request, content) -> {
      byte[] body = content.readAll();
      boolean isSound = request.method().equals("PUT") && Digest.of(body).equals(DIGEST);
      return Optional.of(Reply.of(isSound ? 201 : 400));
    });
    app.upload(DIGEST, Clients.extent(BLOB), bytes -> {});
    assertFalse(other.requests().isEmpty());
    for (Request request : other.requests()) {
      assertEquals("", request.header("Authorization"), request.toString());
    }
  }

  @Test
  void hasBlob_redirected_followed() throws IOException {
    redirect(302, "HEAD", true);
    assertFalse(app.hasBlob(DIGEST));
    assertEquals(1, other.requests("HEAD .*").size());
    assertEquals("", other.requests().get(0).header("Authorization"));
  }

  @Test
  void put_changingRedirect_refused() throws IOException {
    redirect(302, "POST", true);
    assertEquals(ErrorCode.REGISTRY_REFUSED, fault().code());
    assertTrue(other.requests().isEmpty());
  }

  @Test
  void upload_redirectedInCircles_refused() throws IOException {
    registry.intercepted((request, content) -> request.method().equals("POST")
        ? Optional.of(Reply.of(307, "Location", request.target()))
        : Optional.empty());
    LayerliftException fault = fault();
    assertTrue(fault.getMessage().contains("more than 5 times"), fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x/", "http://a b/", "mailto:x", "http://u:p@x/", "http:///x"})
  void resolve_oddAddress_refused(String location) {
    Redirects redirects = new Redirects(new Faults("x"));
    assertThrows(
        LayerliftException.class, () -> redirects.resolve(URI.create("http://x/v2/"), location));
  }

  @Test
  void resolve_fromTlsToPlain_refused() {
    Redirects redirects = new Redirects(new Faults("x"));
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> redirects.resolve(URI.create("https://x/v2/"), "http://x/v2/"));
    assertTrue(fault.getMessage().contains("without TLS"), fault.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "https://x/a, https://X:443/b, true",
    "http://x/a, http://x:80, true",
    "https://x/a, https://x:444/a, false",
    "https://x/a, http://x/a, false",
    "https://x/a, https://y/a, false"
  })
  void isSameOrigin_addresses_schemeHostAndPort(URI one, URI other, boolean same) {
    assertEquals(same, Redirects.isSameOrigin(one, other));
  }

  private LayerliftException fault() {
    return assertThrows(
        LayerliftException.class, () -> app.upload(DIGEST, Clients.extent(BLOB), bytes -> {}));
  }
}
