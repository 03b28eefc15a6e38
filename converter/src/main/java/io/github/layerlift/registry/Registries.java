package io.github.layerlift.registry;

import io.github.layerlift.credentials.StoredCredentials;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.Credentials;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.progress.Monitor;
import java.io.Closeable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The way to registries, with the connections to them. For any number of threads. */
public final class Registries implements Closeable {
  private final RegistryOptions options;
  private final Credentials credentials;
  private final Timing timing;
  private final ThreadGroup group;
  private final ExecutorService threads;
  private final Transport transport;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();
  private final Map<String, Repository> repositories = new ConcurrentHashMap<>();

  /**
   * Connects to nothing yet.
   *
   * @param monitor stops requests and waits when a stop is requested; its progress isn't used
   */
  public Registries(RegistryOptions options, Monitor monitor) throws LayerliftException {
    this(options, monitor, Timing.real(monitor.cancellation()), System.getenv());
  }

  Registries(
      RegistryOptions options, Monitor monitor, Timing timing, Map<String, String> environment)
      throws LayerliftException {
    this.options = options;
    this.timing = timing;
    this.credentials =
        options.credentials().orElseGet(() -> StoredCredentials.ofThisUser(monitor.cancellation()));
    this.group = new ThreadGroup("registry");
    this.threads = Executors.newCachedThreadPool(work -> {
      Thread thread = new Thread(group, work, "registry");
      thread.setDaemon(true);
      return thread;
    });
    Proxies proxies = new Proxies(environment);
    HttpClients clients = new HttpClients(threads, proxies, Trust.of(options));
    this.transport = new Transport(clients, proxies, timing.stall(), monitor.cancellation());
  }

  /**
   * Looks whether a registry is there, with a few tries.
   *
   * @param domain such as {@code docker.io} or {@code localhost:5000}
   * @throws LayerliftException if it can't be reached
   */
  public void look(String domain) throws LayerliftException {
    host(domain).look();
  }

  /**
   * A repository: the same one each time, which remembers what it has.
   *
   * @param domain of its registry, such as {@code docker.io} or {@code localhost:5000}
   * @param path such as {@code library/app}
   */
  public Repository repository(String domain, String path) {
    return repositories.computeIfAbsent(
        domain + "/" + path, any -> new Repository(host(domain), path));
  }

  private Host host(String domain) {
    return hosts.computeIfAbsent(
        domain, each -> new Host(each, options.plainHttp(), credentials, transport, timing));
  }

  /** Ends all requests. */
  @Override
  public void close() {
    transport.stop();
    threads.shutdown();
    // a client of Java 17 can't be closed: only an interruption ends its own thread, which would
    // delay the program's end
    group.interrupt();
  }
}
