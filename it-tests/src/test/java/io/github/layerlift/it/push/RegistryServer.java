package io.github.layerlift.it.push;

import io.github.layerlift.it.machine.Await;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's {@code docker-registry} on a free port of the loopback interface, with files of its own. The service
 * that the package may have started has another port, and isn't touched.
 */
public final class RegistryServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final long MANY_BYTES = 1 << 20;
  private static final Pattern LISTENING = Pattern.compile("listening on ([\\d.]+:\\d+)");

  /** In the access log, which has a line for each request. */
  private static final Pattern REQUEST =
      Pattern.compile("\"([A-Z]+) (\\S+) HTTP/1\\.1\" (\\d{3}) ");

  private static final String MANIFESTS = "application/vnd.oci.image.manifest.v1+json,"
      + " application/vnd.oci.image.index.v1+json,"
      + " application/vnd.docker.distribution.manifest.v2+json";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final Map<String, Object> http;
  private final Map<String, Object> access;
  private final Thread killer = new Thread(() -> process().destroyForcibly());
  private Process process;
  private String address = "127.0.0.1:0";
  private int marks;
  private int seen;

  /** A request that was answered. */
  record Request(String method, String path, int status) {
    /** Whether it brings something to the registry, or begins to. */
    boolean sends() {
      return List.of("POST", "PUT", "PATCH").contains(method);
    }
  }

  private RegistryServer(Path folder, Map<String, Object> http, Map<String, Object> access)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.http = http;
    this.access = access;
    process = launch();
    Runtime.getRuntime().addShutdownHook(killer);
    awaitListening();
  }

  /** One that lets everybody in. */
  public static RegistryServer start(Path folder) throws IOException, InterruptedException {
    return new RegistryServer(folder, Map.of(), Map.of());
  }

  /** One that demands a password: {@code htpasswd} has lines of name and bcrypt hash. */
  static RegistryServer withPasswords(Path folder, String htpasswd)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("htpasswd"), htpasswd);
    return new RegistryServer(
        folder,
        Map.of(),
        Map.of("htpasswd", Map.of("realm", "layerlift", "path", file.toString())));
  }

  /** One that speaks TLS. */
  static RegistryServer withTls(Path folder, Certificate certificate)
      throws IOException, InterruptedException {
    Map<String, Object> tls = Map.of(
        "certificate", certificate.file().toString(), "key", certificate.key().toString());
    return new RegistryServer(folder, Map.of("tls", tls), Map.of());
  }

  /** One that demands tokens of a server. */
  static RegistryServer withTokens(Path folder, TokenIssuer issuer)
      throws IOException, InterruptedException {
    return new RegistryServer(folder, Map.of(), Map.of("token", issuer.settings()));
  }

  /** Where its blobs and manifests are. */
  public static Path storage(Path folder) {
    return folder.resolve("storage");
  }

  private Process process() {
    return process;
  }

  private Path log() {
    return folder.resolve("registry.log");
  }

  private Process launch() throws IOException {
    Map<String, Object> addressed = new LinkedHashMap<>(http);
    addressed.put("addr", address);
    Map<String, Object> settings = new LinkedHashMap<>(Map.of(
        "version",
        "0.1",
        "compatibility",
        Map.of("schema1", Map.of("enabled", true)),
        "http",
        addressed,
        "storage",
        Map.of("filesystem", Map.of("rootdirectory", storage(folder).toString()))));
    if (!access.isEmpty()) {
      settings.put("auth", access);
    }
    // JSON is YAML
    Path file = Files.write(folder.resolve("registry.yml"), Json.bytes(settings));
    return new ProcessBuilder("docker-registry", "serve", file.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private void awaitListening() throws IOException, InterruptedException {
    Await.until("the registry listens; its words are in " + log(), LIMIT, () -> {
      Matcher listening = LISTENING.matcher(Files.readString(log()));
      if (listening.find()) {
        address = listening.group(1);
        return true;
      }
      if (!process.isAlive()) {
        throw new IOException("the registry has ended:\n" + Files.readString(log()));
      }
      return false;
    });
  }

  /** The full name of an image, or the place of names that begin with {@code rest}. */
  public String name(String rest) {
    return address + "/" + rest;
  }

  /** As a client writes it in its files. */
  String address() {
    return address;
  }

  /** The bytes of a manifest or index, which is a tag or a digest. */
  Optional<byte[]> manifest(String repository, String reference)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = get("/v2/" + repository + "/manifests/" + reference);
    return answer.statusCode() == OK ? Optional.of(answer.body()) : Optional.empty();
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
        .header("Accept", MANIFESTS)
        .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The requests since the last call. */
  List<Request> newRequests() throws IOException, InterruptedException {
    // a request is logged after its answer: one more, and the client has long had the others'
    String mark = "/v2/?mark=" + marks++;
    get(mark);
    Await.until(
        "the registry logs " + mark,
        LIMIT,
        () -> requests().stream().anyMatch(request -> request.path().equals(mark)));
    List<Request> all = requests();
    List<Request> fresh = all.subList(seen, all.size());
    seen = all.size();
    return fresh.stream().filter(request -> !request.path().contains("?mark=")).toList();
  }

  private List<Request> requests() throws IOException {
    List<Request> requests = new ArrayList<>();
    Matcher line = REQUEST.matcher(Files.readString(log()));
    while (line.find()) {
      requests.add(new Request(line.group(1), line.group(2), Integer.parseInt(line.group(3))));
    }
    return requests;
  }

  /** Waits until something of a blob has arrived: it has written more than there are documents and log lines. */
  void awaitBlobs() throws IOException, InterruptedException {
    Path counters = Path.of("/proc", Long.toString(process.pid()), "io");
    Pattern written = Pattern.compile("wchar: (\\d+)");
    Await.until("the registry writes blobs", LIMIT, () -> {
      Matcher counter = written.matcher(Files.readString(counters));
      return counter.find() && Long.parseLong(counter.group(1)) > MANY_BYTES;
    });
  }

  /** Sends its process a signal, by name. */
  void signal(String name) throws IOException, InterruptedException {
    Command.of("kill", "-" + name, process.pid()).run().orFail();
  }

  /** Ends it without giving it time for anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it at the same address, with the same files. */
  void restart() throws IOException, InterruptedException {
    Files.move(log(), folder.resolve("registry-before.log"));
    seen = 0;
    process = launch();
    awaitListening();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(killer);
    process.destroyForcibly();
  }
}
