package io.github.layerlift.options;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to talk to a registry. Immutable; {@link #builder} starts from sensible defaults.
 *
 * <p>Proxies are those of the variables {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY}
 * and {@code NO_PROXY}, or else the JVM's. A login that is part of a proxy's address is sent for
 * connections with TLS only if the property {@code jdk.http.auth.tunneling.disabledSchemes} is
 * empty when the JVM starts.
 *
 * @param credentials where credentials come from; default: what Docker and podman have stored
 * @param plainHttp whether HTTP is spoken without TLS; default: false, but a registry on this
 *     machine that doesn't speak TLS is spoken to without
 * @param caFile certificates in PEM to be trusted besides those that Java trusts; default: none
 * @param clientCertificate a certificate to show, with its chain and its key: PEM with a key of
 *     PKCS#8, or PKCS#12 without a password; default: none
 */
@WithBuilder
public record RegistryOptions(
    Optional<Credentials> credentials,
    boolean plainHttp,
    Optional<Path> caFile,
    Optional<Path> clientCertificate)
    implements RegistryOptionsBuilder.With {
  /** Starts from sensible defaults. */
  public static RegistryOptionsBuilder builder() {
    return RegistryOptionsBuilder.unset();
  }
}
