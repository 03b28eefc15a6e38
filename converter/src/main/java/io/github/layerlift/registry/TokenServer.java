package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.options.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gets tokens for a registry.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">the protocol</a>
 */
final class TokenServer {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 10);
  private static final String CLIENT = "layerlift";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final Duration LIFE = Duration.ofSeconds(60);

  /**
   * A token.
   *
   * @param expires a bit before the server says, since it takes time to use it
   */
  record Token(String value, Instant expires) {
    @Override
    public String toString() {
      return "a token until " + expires;
    }
  }

  private final Transport transport;
  private final Timing timing;
  private final Faults faults;
  private final boolean allowsPlain;
  private volatile boolean hasAnswered;

  /**
   * @param allowsPlain whether it may be asked without TLS
   */
  TokenServer(Transport transport, Timing timing, Faults faults, boolean allowsPlain) {
    this.transport = transport;
    this.timing = timing;
    this.faults = faults;
    this.allowsPlain = allowsPlain;
  }

  /** Asks the server that {@code challenge} names. */
  Token fetch(Challenge challenge, Scope scope, @Nullable Credential credential)
      throws LayerliftException {
    Call call = call(challenge, scope, credential);
    Faults own = faults.ofTokenServer(String.valueOf(call.uri().getHost()));
    Tries tries = new Tries(Tries.MANY, !hasAnswered, timing, own);
    while (true) {
      try {
        Answer answer = transport.send(call, tries.patience(1));
        hasAnswered = true;
        if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
          throw faults.denied(credential != null, Said.of(answer));
        }
        if (answer.isSuccess()) {
          return token(answer);
        }
        tries.after(answer, "the request for a token");
      } catch (IOException e) {
        tries.after(e, "the request for a token");
      }
    }
  }

  private Call call(Challenge challenge, Scope scope, @Nullable Credential credential)
      throws LayerliftException {
    String realm = realm(challenge);
    String service = challenge.parameter("service").map(TokenServer::encoded).orElse("");
    if (credential instanceof Credential.IdentityToken identity) {
      String form = "grant_type=refresh_token&client_id=" + CLIENT
          + "&service=" + service
          + "&scope=" + encoded(String.join(" ", scope.words()))
          + "&refresh_token=" + encoded(identity.token());
      return Call.of("POST", uri(realm))
          .with("Content-Type", "application/x-www-form-urlencoded")
          .with(Body.of(form.getBytes(UTF_8)));
    }
    StringBuilder address = new StringBuilder(realm);
    address.append(realm.indexOf('?') < 0 ? '?' : '&').append("client_id=").append(CLIENT);
    if (!service.isEmpty()) {
      address.append("&service=").append(service);
    }
    scope.words().forEach(word -> address.append("&scope=").append(encoded(word)));
    Call call = Call.of("GET", uri(address.toString()));
    return credential instanceof Credential.Password password
        ? call.with("Authorization", Login.basic(password))
        : call;
  }

  private String realm(Challenge challenge) throws LayerliftException {
    Optional<String> realm = challenge.parameter("realm");
    if (realm.isEmpty()) {
      throw faults.odd("does not say where to get a token");
    }
    URI uri = uri(realm.get());
    boolean isTls = "https".equalsIgnoreCase(uri.getScheme());
    boolean isPlain = "http".equalsIgnoreCase(uri.getScheme());
    if (uri.getHost() == null || uri.getRawFragment() != null || !(isTls || isPlain)) {
      throw faults.odd("names a token server that can't be one");
    }
    if (isPlain && !allowsPlain) {
      throw faults.odd("wants credentials to be sent to a token server without TLS");
    }
    return realm.get();
  }

  private URI uri(String text) throws LayerliftException {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw faults.odd("names a token server that can't be one");
    }
  }

  private Token token(Answer answer) throws LayerliftException {
    String value;
    Duration life = LIFE;
    try {
      JsonFields fields = new JsonReader(LIMITS).read(answer.body(), "");
      value = fields.text("token").isEmpty() ? fields.text("access_token") : fields.text("token");
      Optional<JsonFields> seconds = fields.field("expires_in");
      if (seconds.isPresent()) {
        life = Duration.ofSeconds(Math.min(seconds.get().size(), Integer.MAX_VALUE));
      }
    } catch (LayerliftException e) {
      // its message may have parts of the token
      throw faults.odd("has a token server that does not answer with a token");
    }
    if (!isPrintable(value)) {
      throw faults.odd("has a token server that does not answer with a token");
    }
    return new Token(value, timing.clock().instant().plus(life.multipliedBy(9).dividedBy(10)));
  }

  /** Whether a header can have {@code token}. */
  static boolean isPrintable(String token) {
    return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
