package io.github.layerlift.registry;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The client for requests with TLS, and the one for those without. Each is made when it is needed:
 * to read whom Java trusts takes as long as a small push without TLS.
 */
final class HttpClients {
  private static final Duration CONNECT = Duration.ofSeconds(30);

  private final Executor threads;
  private final ProxySelector proxies;
  private final Optional<SSLContext> trust;
  private @Nullable HttpClient plain;
  private @Nullable HttpClient tls;

  /**
   * @param trust what TLS connections need; empty if Java's own settings do
   */
  HttpClients(Executor threads, ProxySelector proxies, Optional<SSLContext> trust) {
    this.threads = threads;
    this.proxies = proxies;
    this.trust = trust;
  }

  /** The client that may send to {@code uri}. */
  HttpClient of(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) ? plain() : tls();
  }

  private synchronized HttpClient plain() {
    HttpClient client = plain;
    if (client == null) {
      client = made(builder().sslContext(new NoTls()).sslParameters(new SSLParameters()));
      plain = client;
    }
    return client;
  }

  private synchronized HttpClient tls() {
    HttpClient client = tls;
    if (client == null) {
      HttpClient.Builder builder = builder();
      trust.ifPresent(builder::sslContext);
      client = made(builder);
      tls = client;
    }
    return client;
  }

  /** One whose own thread belongs to the group of {@code threads}. */
  private HttpClient made(HttpClient.Builder builder) {
    return CompletableFuture.supplyAsync(builder::build, threads).join();
  }

  private HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        // the windows of HTTP/2 slow uploads down
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT)
        .executor(threads)
        .proxy(proxies);
  }
}
