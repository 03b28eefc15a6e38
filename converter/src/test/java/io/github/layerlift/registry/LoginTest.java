package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.options.Credential;
import io.github.layerlift.options.Credentials;
import io.github.layerlift.registry.FakeServer.Content;
import io.github.layerlift.registry.FakeServer.Reply;
import io.github.layerlift.registry.FakeServer.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
  private static final String BASIC = "Basic YWxpY2U6czNjcmV0";
  private static final Digest DIGEST = Digest.of(new byte[3]);

  private final Clients clients = new Clients();
  private final AtomicInteger issued = new AtomicInteger();
  private FakeServer tokens;
  private FakeRegistry registry;

  /** How often a token is taken. */
  private volatile int uses = Integer.MAX_VALUE;

  private volatile String life = "\"expires_in\":300";
  private final AtomicInteger used = new AtomicInteger();

  @BeforeEach
  void setUp() throws IOException {
    registry = new FakeRegistry();
    tokens = new FakeServer(this::token);
  }

  @AfterEach
  void tearDown() throws IOException {
    registry.close();
    tokens.close();
  }

  private Reply token(Request request, Content content) throws IOException {
    String form = new String(content.readAll(), UTF_8);
    boolean isKnown = request.method().equals("POST")
        ? form.contains("grant_type=refresh_token") && form.contains("refresh_token=r%2B1")
        : request.header("Authorization").equals(BASIC);
    if (!isKnown) {
      return Reply.error(401, "UNAUTHORIZED");
    }
    used.set(0);
    return Reply.of(200)
        .with("{\"access_token\":\"t" + issued.incrementAndGet() + "\"," + life + "}");
  }

  private void demandTokens(String realm) {
    String challenge =
        "Bearer realm=\"" + realm + "\",service=\"reg \\\"x\\\"\",scope=\"repository:x:pull\"";
    registry.intercepted((request, content) -> {
      boolean isValid = request.header("Authorization").equals("Bearer t" + issued.get())
          && used.getAndIncrement() < uses;
      if (isValid) {
        return Optional.empty();
      }
      content.readAll();
      return Optional.of(Reply.of(401, "WWW-Authenticate", challenge));
    });
  }

  private Repository app(Credentials credentials) throws LayerliftException {
    return clients.plain(credentials).repository(registry.domain(), "me/app");
  }

  @Test
  void token_password_oneForAllRequests() throws IOException {
    demandTokens("http://" + tokens.domain() + "/token?x=y");
    Repository app = app(Clients.ALICE);
    byte[] blob = Clients.bytes(500_000, 1);
    app.upload(Digest.of(blob), Clients.extent(blob), bytes -> {});
    assertTrue(app.hasBlob(Digest.of(blob)));
    assertEquals(1, tokens.requests().size());
    assertEquals(
        "GET /token?x=y&client_id=layerlift&service=reg+%22x%22&scope=repository%3Ame%2Fapp%3Apull%2Cpush",
        tokens.requests().get(0).toString());
  }

  @Test
  void token_expiresAtTheRegistry_fetchedAnew() throws IOException {
    demandTokens("http://" + tokens.domain() + "/token");
    uses = 1;
    byte[] blob = Clients.bytes(500_000, 1);
    app(Clients.ALICE).upload(Digest.of(blob), Clients.extent(blob), bytes -> {});
    assertTrue(registry.hasBlob("me/app", Digest.of(blob)));
    assertEquals(2, tokens.requests().size());
    assertEquals(List.of(), clients.waits());
  }

  @Test
  void token_withoutLife_fetchedForEachRequest() throws IOException {
    life = "\"expires_in\":0";
    demandTokens("http://" + tokens.domain() + "/token");
    Repository app = app(Clients.ALICE);
    assertFalse(app.hasBlob(DIGEST));
    assertFalse(app.hasBlob(DIGEST));
    assertEquals(2, tokens.requests().size());
  }

  @Test
  void token_identityToken_posted() throws IOException {
    demandTokens("http://" + tokens.domain() + "/token");
    Repository app = app(Credentials.always(new Credential.IdentityToken("r+1")));
    assertFalse(app.hasBlob(DIGEST));
    assertEquals("POST /token", tokens.requests().get(0).toString());
  }

  @Test
  void registryToken_sentAsItIs() throws IOException {
    demandTokens("http://" + tokens.domain() + "/token");
    Repository app = app(Credentials.always(new Credential.RegistryToken("t0")));
    assertFalse(app.hasBlob(DIGEST));
    assertEquals(0, tokens.requests().size());
  }

  @Test
  void registryToken_withALineBreak_deniedWithoutIt() throws IOException {
    demandTokens("http://" + tokens.domain() + "/token");
    String said = denied(app(Credentials.always(new Credential.RegistryToken("s3cret\n"))));
    assertFalse(said.contains("s3cret"), said);
  }

  @Test
  void mount_otherRepository_isInTheScope() throws IOException {
    demandTokens("http://" + tokens.domain() + "/token");
    Registries registries = clients.plain(Clients.ALICE);
    Repository app = registries.repository(registry.domain(), "me/app");
    assertFalse(app.mount(DIGEST, registries.repository(registry.domain(), "me/base")));
    assertTrue(tokens.requests().get(0).target().endsWith("&scope=repository%3Ame%2Fbase%3Apull"));
  }

  @Test
  void password_wrong_saysSo_withoutIt() throws IOException {
    demandTokens("http://" + tokens.domain() + "/token");
    Credential wrong = new Credential.Password("alice", "wr0ng");
    String said = denied(app(Credentials.always(wrong)));
    assertTrue(said.contains("does not accept the credentials"), said);
    assertFalse(said.contains("wr0ng") || said.contains("alice"), said);
    assertFalse((wrong + "").contains("wr0ng"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic realm=\"x\"", "Negotiate, Basic realm=\"a, b\""})
  void basic_noCredentials_saysSo(String challenge) throws IOException {
    registry.intercepted((request, content) -> request.header("Authorization").equals(BASIC)
        ? Optional.empty()
        : Optional.of(Reply.of(401, "WWW-Authenticate", challenge)));
    String said = denied(app(Clients.NOBODY));
    assertTrue(said.contains("there are no credentials"), said);
    assertTrue(said.contains("docker login " + registry.domain()), said);
    assertFalse(app(Clients.ALICE).hasBlob(DIGEST));
  }

  @Test
  void token_acceptedButNotEnough_saysSo() throws IOException {
    demandTokens("http://" + tokens.domain() + "/token");
    uses = 0;
    String said = denied(app(Clients.ALICE));
    assertTrue(said.contains("not for pushing to me/app"), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x/", "", "http:", "http://a b", "file:///etc/passwd"})
  void realm_odd_refused(String realm) throws IOException {
    demandTokens(realm);
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> app(Clients.ALICE).hasBlob(DIGEST));
    assertEquals(ErrorCode.REGISTRY_REFUSED, fault.code());
  }

  @Test
  void realm_plain_onlyForPlainRegistries() {
    Challenge challenge =
        Challenge.of(List.of("Bearer realm=\"http://tokens.example/\"")).get(0);
    TokenServer server =
        new TokenServer(clients.transport(), clients.timing(), new Faults("r.example"), false);
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> server.fetch(challenge, new Scope("x"), null));
    assertTrue(fault.getMessage().contains("without TLS"), fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no JSON s3cret", "{}", "{\"token\":7}", "{\"token\":\"a\\nb\"}", "[]"})
  void token_odd_refused_notRepeated(String answer) throws IOException {
    try (FakeServer odd = new FakeServer((request, content) -> Reply.of(200).with(answer))) {
      demandTokens("http://" + odd.domain() + "/token");
      LayerliftException fault =
          assertThrows(LayerliftException.class, () -> app(Clients.ALICE).hasBlob(DIGEST));
      StringWriter whole = new StringWriter();
      fault.printStackTrace(new PrintWriter(whole));
      assertFalse(whole.toString().contains("s3cret"));
    }
  }

  private static String denied(Repository app) {
    LayerliftException fault = assertThrows(LayerliftException.class, () -> app.hasBlob(DIGEST));
    assertEquals(ErrorCode.REGISTRY_DENIED, fault.code());
    return fault.getMessage() + fault.hint().orElse("");
  }
}
