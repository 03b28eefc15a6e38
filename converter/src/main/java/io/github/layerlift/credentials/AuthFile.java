package io.github.layerlift.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.options.Credential;
import io.github.layerlift.text.ShellWord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** One file of credentials, as Docker and podman write it. No message has anything of its content. */
final class AuthFile {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 20);

  private final Path path;
  private final HelperProgram.Runner helpers;

  AuthFile(Path path, HelperProgram.Runner helpers) {
    this.path = path;
    this.helpers = helpers;
  }

  /** The credential for {@code wanted}, if this file or a helper program that it names has one. */
  Optional<Credential> find(Wanted wanted) throws LayerliftException {
    JsonFields file = read();
    Optional<String> helper;
    Optional<JsonFields> stored;
    try {
      helper = helper(file, wanted);
      stored = wanted.best(members(file, "auths"));
    } catch (LayerliftException e) {
      throw malformed(e);
    }
    if (helper.isPresent()) {
      Optional<Credential> found = ask(helper.get(), wanted);
      if (found.isPresent()) {
        return found;
      }
    }
    return stored.isPresent() ? credential(stored.get(), wanted.registry()) : Optional.empty();
  }

  private JsonFields read() throws LayerliftException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(LIMITS.bytes() + 1);
    } catch (IOException e) {
      throw fault("can't be read: " + Reason.of(e))
          .hint("make it readable, or log in again")
          .exception(e);
    }
    if (bytes.length > LIMITS.bytes()) {
      throw fault("has more than " + LIMITS.bytes() + " bytes").exception();
    }
    try {
      return new JsonReader(LIMITS).read(bytes, "");
    } catch (LayerliftException e) {
      throw malformed(e);
    }
  }

  private static Optional<String> helper(JsonFields file, Wanted wanted) throws LayerliftException {
    Optional<JsonFields> own = wanted.best(members(file, "credHelpers"));
    String name = own.isPresent() ? own.get().text() : file.text("credsStore");
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private Optional<Credential> ask(String helper, Wanted wanted) throws LayerliftException {
    for (String name : wanted.helperNames()) {
      Optional<Credential> found = new HelperProgram(helper, path).get(name, helpers);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Credential> credential(JsonFields stored, String registry)
      throws LayerliftException {
    String auth;
    try {
      String registryToken = stored.text("registrytoken");
      if (!registryToken.isEmpty()) {
        return Optional.of(new Credential.RegistryToken(registryToken));
      }
      String identityToken = stored.text("identitytoken");
      if (!identityToken.isEmpty()) {
        return Optional.of(new Credential.IdentityToken(identityToken));
      }
      auth = stored.text("auth");
      String user = stored.text("username");
      if (auth.isEmpty()) {
        return user.isEmpty()
            ? Optional.empty()
            : Optional.of(new Credential.Password(user, stored.text("password")));
      }
    } catch (LayerliftException e) {
      throw malformed(e);
    }
    return Optional.of(decoded(auth, registry));
  }

  private Credential decoded(String auth, String registry) throws LayerliftException {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(auth), UTF_8);
    } catch (IllegalArgumentException e) {
      // its message has a character of the secret
      throw unfit(registry, "is not base64");
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw unfit(registry, "has no colon after its user, once it is decoded from base64");
    }
    // old versions of Docker pad it with zeros
    String password = text.substring(colon + 1).replaceAll("\0+$", "");
    return new Credential.Password(text.substring(0, colon), password);
  }

  private LayerliftException unfit(String registry, String what) {
    return fault("has an \"auth\" for " + registry + " that " + what)
        .hint("log in again, which writes a new one: docker login " + ShellWord.of(registry))
        .exception();
  }

  private static Map<String, JsonFields> members(JsonFields file, String name)
      throws LayerliftException {
    Optional<JsonFields> field = file.field(name);
    return field.isPresent() ? field.get().members() : Map.of();
  }

  private LayerliftException malformed(LayerliftException cause) {
    String what = cause.code() == ErrorCode.JSON_SHAPE
        ? "is not in the form that Docker and podman write"
        : "is not valid JSON";
    return fault(what).hint("correct it, or move it away and log in again").exception();
  }

  private Fault fault(String what) {
    return Fault.of(
        ErrorCode.CREDENTIALS_UNREADABLE, "the file of credentials " + path + " " + what);
  }
}
