package io.github.layerlift.it.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.layerlift.it.machine.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of tokens that are valid for one to two seconds, for one user. */
final class TokenIssuer implements AutoCloseable {
  private static final String NAME = "layerlift-tokens";
  private static final String SERVICE = "layerlift-registry";
  private static final int LIFE_SECONDS = 2;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  /** docker-registry accepts a token for so long after its end, since clocks differ. */
  private static final int LEEWAY_SECONDS = 60;

  private final List<Given> given = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final Path certificate;
  private final PrivateKey key;
  private final String login;
  private final boolean tellsLife;

  /**
   * A token that was handed out.
   *
   * @param scopes what it is for
   * @param end when the registry stops accepting it
   */
  record Given(List<String> scopes, Instant end) {}

  private TokenIssuer(
      HttpServer server, Path certificate, PrivateKey key, String login, boolean tellsLife) {
    this.server = server;
    this.certificate = certificate;
    this.key = key;
    this.login = login;
    this.tellsLife = tellsLife;
  }

  /**
   * Starts it.
   *
   * @param signing what it signs tokens with
   * @param login the user's name, a colon, and the password
   * @param tellsLife whether it tells how long a token is valid; without that, 60 seconds must be assumed
   */
  static TokenIssuer start(Certificate signing, String login, boolean tellsLife)
      throws IOException, GeneralSecurityException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    PrivateKey key = KeyFactory.getInstance("RSA")
        .generatePrivate(
            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem(signing.key()))));
    TokenIssuer issuer = new TokenIssuer(server, signing.file(), key, login, tellsLife);
    server.createContext("/token", issuer::answer);
    server.start();
    return issuer;
  }

  /** What a registry has to know. */
  Map<String, Object> settings() {
    return Map.of(
        "realm",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/token",
        "service",
        SERVICE,
        "issuer",
        NAME,
        "rootcertbundle",
        certificate.toString());
  }

  /** All that were handed out. */
  List<Given> given() {
    return given;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String basic = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
    boolean known = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] answer = known ? token(scopes(exchange)) : Json.bytes(Map.of());
    exchange.sendResponseHeaders(known ? OK : UNAUTHORIZED, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static List<String> scopes(HttpExchange exchange) {
    return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&", -1))
        .filter(parameter -> parameter.startsWith("scope="))
        .map(parameter -> URLDecoder.decode(parameter.substring("scope=".length()), UTF_8))
        .toList();
  }

  private byte[] token(List<String> scopes) throws IOException {
    long now = Instant.now().getEpochSecond();
    long end = now + LIFE_SECONDS;
    List<Map<String, Object>> access = new ArrayList<>();
    for (String scope : scopes) {
      String[] parts = scope.split(":", 3);
      access.add(
          Map.of("type", parts[0], "name", parts[1], "actions", List.of(parts[2].split(",", -1))));
    }
    Map<String, Object> claims = Map.of(
        "iss",
        NAME,
        "sub",
        "user",
        "aud",
        SERVICE,
        "nbf",
        now - LEEWAY_SECONDS,
        "iat",
        now - LEEWAY_SECONDS,
        "exp",
        end - LEEWAY_SECONDS,
        "jti",
        "token-" + given.size(),
        "access",
        access);
    given.add(new Given(scopes, Instant.ofEpochSecond(end)));
    String token = signed(Json.bytes(claims));
    return Json.bytes(
        tellsLife
            ? Map.of("token", token, "expires_in", LIFE_SECONDS - 1)
            : Map.of("token", token));
  }

  private String signed(byte[] claims) throws IOException {
    Map<String, Object> header =
        Map.of("typ", "JWT", "alg", "RS256", "x5c", List.of(pem(certificate)));
    String text = encoded(Json.bytes(header)) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(UTF_8));
      return text + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is between the first and the last line of a PEM file. */
  private static String pem(Path file) throws IOException {
    return Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
