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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A program that keeps credentials, such as {@code docker-credential-pass}. Nothing that it says is
 * repeated, since it may have a secret in it.
 *
 * @param name what follows {@code docker-credential-}
 * @param file that names it
 * @see <a href="https://github.com/docker/docker-credential-helpers">the protocol</a>
 */
record HelperProgram(String name, Path file) {
  /** How long it may take: some ask the user for a password first. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final JsonLimits LIMITS = new JsonLimits(1 << 18, 5);

  /** In bytes; one more than is accepted. */
  static final int MAX_ANSWER = LIMITS.bytes() + 1;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final String IDENTITY_TOKEN = "<token>";

  /**
   * What a program has written.
   *
   * @param exit its exit code
   */
  record Said(int exit, byte[] out) {}

  /** Runs a program. */
  @FunctionalInterface
  interface Runner {
    Said run(String program, String registry) throws IOException, TimeoutException;
  }

  /** The credential that the program has for {@code registry}. */
  Optional<Credential> get(String registry, Runner runner) throws LayerliftException {
    if (!NAME.matcher(name).matches()) {
      throw Fault.of(
              ErrorCode.CREDENTIALS_UNREADABLE,
              "the file of credentials " + file
                  + " names a helper program that can't be one: only letters, digits, - and _ are allowed")
          .hint("correct it, or move it away and log in again")
          .exception();
    }
    Said said;
    try {
      said = runner.run("docker-credential-" + name, registry);
    } catch (TimeoutException e) {
      throw fault("didn't answer within " + PATIENCE.toSeconds() + " seconds").exception(e);
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw fault("can't be run: " + reason(e)).exception(e);
    }
    if (said.exit() == 0) {
      return credential(said.out());
    }
    if (new String(said.out(), UTF_8).toLowerCase(Locale.ROOT).contains("credentials not found")) {
      return Optional.empty();
    }
    throw fault("failed with exit code " + said.exit()).exception();
  }

  private Optional<Credential> credential(byte[] out) throws LayerliftException {
    try {
      JsonFields answer = new JsonReader(LIMITS).read(out, "");
      String user = answer.text("Username");
      String secret = answer.text("Secret");
      if (secret.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          user.equals(IDENTITY_TOKEN)
              ? new Credential.IdentityToken(secret)
              : new Credential.Password(user, secret));
    } catch (LayerliftException e) {
      // its message may have parts of the answer
      throw fault("answered in a form that is not its protocol's").exception();
    }
  }

  private static String reason(IOException e) {
    return String.valueOf(e.getMessage()).contains("error=2,")
        ? "it is not installed, or not on the PATH"
        : Reason.of(e);
  }

  private Fault fault(String what) {
    return Fault.of(
            ErrorCode.CREDENTIALS_UNREADABLE,
            "the program docker-credential-" + name + ", which " + file + " names, " + what)
        .hint("see what it says: echo REGISTRY | docker-credential-" + name + " get");
  }
}
