package io.github.layerlift.cli.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry that has nothing and takes everything, and keeps only manifests. */
final class TinyRegistry implements AutoCloseable {
  private final HttpServer server;
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Map<String, String> manifests = new ConcurrentHashMap<>();
  private volatile String login = "";

  TinyRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/", this::answer);
    server.start();
  }

  /** Lets in only who has this name and password, with a colon between. */
  TinyRegistry demanding(String nameAndPassword) {
    login = "Basic " + Base64.getEncoder().encodeToString(nameAndPassword.getBytes(UTF_8));
    return this;
  }

  /** The name of an image. */
  String name(String rest) {
    return "127.0.0.1:" + server.getAddress().getPort() + "/" + rest;
  }

  /** What has come under tags: {@code repository:tag} and the manifest. */
  Map<String, String> tagged() {
    return new TreeMap<>(manifests);
  }

  /** The methods and paths of requests that bring something. */
  List<String> sent() {
    return sent;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (!login.isEmpty() && !login.equals(given)) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"tiny\"");
      reply(exchange, 401);
    } else if (method.equals("GET") || method.equals("HEAD")) {
      reply(exchange, path.equals("/v2/") ? 200 : 404);
    } else {
      sent.add(method + " " + path);
      if (path.contains("/manifests/")) {
        manifests.put(
            path.substring("/v2/".length()).replace("/manifests/", ":"), new String(body, UTF_8));
      }
      exchange.getResponseHeaders().set("Location", path.replaceFirst("/uploads/.*", "/uploads/1"));
      reply(exchange, method.equals("PUT") ? 201 : 202);
    }
  }

  private static void reply(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
