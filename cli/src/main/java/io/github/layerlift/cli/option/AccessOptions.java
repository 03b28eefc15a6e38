package io.github.layerlift.cli.option;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.options.Credential;
import io.github.layerlift.options.Credentials;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.options.RegistryOptionsBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How registries are reached. */
@Under(Heading.REGISTRY)
public final class AccessOptions {
  /** No token comes near it. */
  private static final int MAX_PASSWORD_BYTES = 1 << 16;

  @Option(
      names = {"-u", "--username"},
      paramLabel = "NAME",
      description = "Log in with this name. Default: what docker login or podman login has stored.")
  private @Nullable String username;

  @Option(
      names = "--password-stdin",
      description = "Read the password, or an access token, from stdin.")
  private boolean passwordFromStdin;

  @Option(
      names = "--plain-http",
      description = "Speak HTTP without TLS; on this machine that is tried anyway.")
  private boolean plainHttp;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Trust these certificates (PEM) too.")
  private @Nullable Path caFile;

  @Option(
      names = "--tls-client-cert",
      paramLabel = "FILE",
      description = "Show this certificate: PEM with its key, or PKCS #12.")
  private @Nullable Path clientCertificate;

  /** Whether there is any of them. */
  public boolean isGiven() {
    return username != null
        || passwordFromStdin
        || plainHttp
        || caFile != null
        || clientCertificate != null;
  }

  /**
   * The access that the options describe.
   *
   * @param file what else may be read from stdin, if it is {@code -}
   * @param what it is
   */
  public RegistryOptions access(
      @Nullable CommandSpec spec, @Nullable String file, String what, Console console)
      throws IOException {
    WrongUse.refuse(
        spec,
        (username == null) == passwordFromStdin,
        "--username and --password-stdin go together");
    WrongUse.refuse(
        spec,
        passwordFromStdin && Console.isStream(file),
        "stdin can't be both " + what + " and the password");
    RegistryOptionsBuilder access = RegistryOptions.builder()
        .plainHttp(plainHttp)
        .caFile(caFile)
        .clientCertificate(clientCertificate);
    if (username != null) {
      byte[] bytes = console.stdin().readNBytes(MAX_PASSWORD_BYTES);
      String password = new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\r\\n]+$", "");
      WrongUse.refuse(spec, password.isEmpty(), "stdin has no password");
      access.credentials(Credentials.always(new Credential.Password(username, password)));
    }
    return access.build();
  }
}
