package io.github.layerlift.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, which can be sent several times.
 *
 * @param work how many bytes the registry may have to hash or copy before it answers
 */
record Call(
    String method,
    URI uri,
    Map<String, String> headers,
    @Nullable Body body,
    long work) {
  private static final String USER_AGENT = "layerlift";

  Call {
    headers = Map.copyOf(headers);
  }

  static Call of(String method, URI uri) {
    return new Call(method, uri, Map.of(), null, 0);
  }

  Call with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Call(method, uri, more, body, work);
  }

  Call with(Body content) {
    return new Call(method, uri, headers, content, work);
  }

  /** The same to another address. */
  Call at(URI other) {
    return new Call(method, other, headers, body, work);
  }

  /** Whether it changes nothing at the registry. */
  boolean isQuestion() {
    return method.equals("GET") || method.equals("HEAD");
  }

  Call working(long bytes) {
    return new Call(method, uri, headers, body, bytes);
  }

  boolean isEmpty() {
    return body == null || body.size() == 0;
  }

  HttpRequest request(Traffic traffic) {
    Body sent = body;
    BodyPublisher content =
        sent == null || isEmpty() ? BodyPublishers.noBody() : sent.publisher(traffic);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, content).header("User-Agent", USER_AGENT);
    headers.forEach(request::header);
    return request.build();
  }
}
