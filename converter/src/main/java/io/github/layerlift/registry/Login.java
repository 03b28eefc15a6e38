package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.Credential;
import io.github.layerlift.options.Credentials;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows how one registry wants callers to prove who they are, and keeps the tokens for it. */
final class Login {
  private final String registry;
  private final Credentials credentials;
  private final TokenServer tokens;
  private final Timing timing;
  private final Map<String, Optional<Credential>> known = new HashMap<>();
  private final Map<Scope, TokenServer.Token> valid = new HashMap<>();
  private List<Challenge> challenges = List.of();

  Login(String registry, Credentials credentials, TokenServer tokens, Timing timing) {
    this.registry = registry;
    this.credentials = credentials;
    this.tokens = tokens;
    this.timing = timing;
  }

  /** The registry has said what it wants. */
  synchronized void challenged(Answer answer) {
    List<Challenge> said = Challenge.of(answer.all("WWW-Authenticate"));
    if (!said.isEmpty()) {
      challenges = said;
    }
  }

  /** What to send as {@code Authorization}; empty if nothing is wanted or known. */
  synchronized Optional<String> header(Scope scope) throws LayerliftException {
    Optional<Challenge> bearer = challenge(Challenge.BEARER);
    if (bearer.isPresent()) {
      Optional<Credential> credential = credential(scope);
      if (credential.orElse(null) instanceof Credential.RegistryToken token) {
        // one that can't be in a header can't be right; and Java would repeat it in a message
        return TokenServer.isPrintable(token.token())
            ? Optional.of("Bearer " + token.token())
            : Optional.empty();
      }
      return Optional.of("Bearer " + token(bearer.get(), scope, credential));
    }
    if (challenge(Challenge.BASIC).isPresent()
        && credential(scope).orElse(null) instanceof Credential.Password password) {
      return Optional.of(basic(password));
    }
    return Optional.empty();
  }

  /** The header {@code used} was not accepted, if there was one: there may be a better one now. */
  synchronized Optional<String> better(Answer refusal, Scope scope, Optional<String> used)
      throws LayerliftException {
    challenged(refusal);
    TokenServer.Token token = valid.get(scope);
    // another thread may have fetched one meanwhile
    if (token != null && used.equals(Optional.of("Bearer " + token.value()))) {
      valid.remove(scope);
    }
    return header(scope).filter(header -> !used.equals(Optional.of(header)));
  }

  /** What to say if nothing helps: a token server has said already if it doesn't know the user. */
  synchronized LayerliftException refused(Answer refusal, Scope scope, Faults faults)
      throws LayerliftException {
    Optional<Credential> credential = credential(scope);
    boolean isUserKnown = valid.containsKey(scope) && credential.isPresent();
    return isUserKnown
        ? faults.notAllowed(scope.repository(), Said.of(refusal))
        : faults.denied(credential.isPresent(), Said.of(refusal));
  }

  private String token(Challenge challenge, Scope scope, Optional<Credential> credential)
      throws LayerliftException {
    TokenServer.Token token = valid.get(scope);
    if (token == null || !timing.clock().instant().isBefore(token.expires())) {
      token = tokens.fetch(challenge, scope, credential.orElse(null));
      valid.put(scope, token);
    }
    return token.value();
  }

  private Optional<Challenge> challenge(String scheme) {
    return challenges.stream().filter(each -> each.scheme().equals(scheme)).findFirst();
  }

  private Optional<Credential> credential(Scope scope) throws LayerliftException {
    Optional<Credential> credential = known.get(scope.repository());
    if (credential == null) {
      credential = credentials.of(registry, scope.repository());
      known.put(scope.repository(), credential);
    }
    return credential;
  }

  static String basic(Credential.Password password) {
    String both = password.user() + ":" + password.password();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }
}
