package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The proxies that the usual variables name; those of the JVM if there are none. */
final class Proxies extends ProxySelector {
  /** The proxy itself can't be reached. */
  static final class Unreachable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreachable(IOException cause) {
      super(cause);
    }
  }

  private static final int DEFAULT_PORT = 80;

  private final Map<String, String> environment;
  private final NoProxy direct;

  Proxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.direct = new NoProxy(variable("NO_PROXY").orElse(""));
  }

  /**
   * @throws LayerliftException if {@code target} is behind a proxy that can't be used
   */
  void require(URI target) throws LayerliftException {
    Optional<String> proxy = proxy(target);
    if (proxy.isPresent() && address(proxy.get()).isEmpty()) {
      throw Fault.of(
              ErrorCode.REGISTRY_UNREACHABLE,
              "the proxy for " + target.getHost() + " is not one that speaks HTTP without TLS")
          .hint(
              "name one in HTTPS_PROXY or HTTP_PROXY: http://HOST:PORT; or name the registry in NO_PROXY")
          .exception();
    }
  }

  /** What to send as {@code Proxy-Authorization}. */
  Optional<String> authorization(URI target) {
    return proxy(target)
        .flatMap(Proxies::address)
        .map(URI::getRawUserInfo)
        // not URLDecoder's plus, which is for forms
        .map(user -> URLDecoder.decode(user.replace("+", "%2B"), UTF_8))
        .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
  }

  /** Who failed at the way to {@code target}. */
  IOException explain(URI target, IOException e) {
    return Broken.of(e).isBeforeConnection() && proxy(target).isPresent() ? new Unreachable(e) : e;
  }

  @Override
  public List<Proxy> select(URI target) {
    Optional<URI> proxy = proxy(target).flatMap(Proxies::address);
    if (proxy.isPresent()) {
      int port = proxy.get().getPort() < 0 ? DEFAULT_PORT : proxy.get().getPort();
      // resolved each time, as for other hosts
      return List.of(
          new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.get().getHost(), port)));
    }
    ProxySelector system = ProxySelector.getDefault();
    return isSilent() && system != null ? system.select(target) : List.of(Proxy.NO_PROXY);
  }

  @Override
  public void connectFailed(URI target, SocketAddress proxy, IOException e) {
    // there is no other to be tried
  }

  private Optional<String> proxy(URI target) {
    String host = target.getHost();
    if (Loopback.isLoopback(host) || direct.includes(host, Redirects.port(target))) {
      return Optional.empty();
    }
    return variable(target.getScheme().toUpperCase(Locale.ROOT) + "_PROXY")
        .or(() -> variable("ALL_PROXY"));
  }

  private boolean isSilent() {
    return List.of("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY").stream()
        .allMatch(name -> variable(name).isEmpty());
  }

  private static Optional<URI> address(String proxy) {
    try {
      URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
      boolean fits = "http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
      return fits ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<String> variable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String value = environment.getOrDefault(name, "").isBlank()
        ? environment.getOrDefault(lower, "")
        : environment.getOrDefault(name, "");
    return value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }
}
