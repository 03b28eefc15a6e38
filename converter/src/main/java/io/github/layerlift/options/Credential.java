package io.github.layerlift.options;

/** What proves to a registry who is calling. No text form of it has the secret. */
public sealed interface Credential {
  /** The name of a user, and the password or access token that goes with it. */
  record Password(String user, String password) implements Credential {
    @Override
    public String toString() {
      return "a password";
    }
  }

  /** What the registry's token server takes instead of a password: a refresh token of OAuth 2. */
  record IdentityToken(String token) implements Credential {
    @Override
    public String toString() {
      return "an identity token";
    }
  }

  /** A bearer token, which is sent to the registry as it is. */
  record RegistryToken(String token) implements Credential {
    @Override
    public String toString() {
      return "a registry token";
    }
  }
}
