package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The error that a registry reports, in its own words. */
final class Said {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 16, 20);
  private static final int BAD_REQUEST = 400;
  private static final int MAX_LENGTH = 200;

  private Said() {}

  /** To follow a sentence: the registry's code and message, if it gives any, and the status. */
  static String of(Answer answer) {
    return words(answer).map(words -> ": " + words).orElse("") + " (HTTP " + answer.status() + ")";
  }

  /** Whether the registry reports {@code code}. */
  static boolean has(Answer answer, String code) {
    try {
      return first(answer).isPresent() && first(answer).get().text("code").equals(code);
    } catch (LayerliftException e) {
      return false;
    }
  }

  /** The blobs that a manifest needs and that the registry lacks, or doesn't want to be elsewhere. */
  static List<String> unknownBlobs(Answer answer) {
    List<String> digests = new ArrayList<>();
    try {
      for (JsonFields each : all(answer)) {
        if (each.text("code").equals("MANIFEST_BLOB_UNKNOWN")) {
          Optional<JsonFields> detail = each.field("detail");
          digests.add(detail.isPresent() ? detail.get().text() : "");
        }
      }
      return digests;
    } catch (LayerliftException e) {
      // some registries have an object for the detail
      return digests;
    }
  }

  /** Whether a server that speaks only TLS was asked without: the words of Go's and nginx's. */
  static boolean wantsTls(Answer answer) {
    String text = new String(answer.body(), UTF_8);
    return answer.status() == BAD_REQUEST
        && (text.contains("HTTP request to an HTTPS server")
            || text.contains("plain HTTP request was sent to HTTPS port"));
  }

  /** Whether this may be how a server that speaks only TLS answers: some send clients elsewhere. */
  static boolean mayWantTls(Answer answer) {
    return answer.status() == BAD_REQUEST || answer.status() / 100 == 3;
  }

  private static Optional<String> words(Answer answer) {
    try {
      Optional<JsonFields> first = first(answer);
      if (first.isEmpty()) {
        return Optional.empty();
      }
      String code = first.get().text("code");
      String message = first.get().text("message");
      String words = code + (code.isEmpty() || message.isEmpty() ? "" : ", ") + message;
      return words.isEmpty() ? Optional.empty() : Optional.of(cut(words));
    } catch (LayerliftException e) {
      // a proxy's page, or nothing
      return Optional.empty();
    }
  }

  /** The first that tells something, if there is one. */
  private static Optional<JsonFields> first(Answer answer) throws LayerliftException {
    List<JsonFields> all = all(answer);
    for (JsonFields each : all) {
      if (!each.text("code").equals("UNKNOWN")) {
        return Optional.of(each);
      }
    }
    return all.stream().findFirst();
  }

  private static List<JsonFields> all(Answer answer) throws LayerliftException {
    return new JsonReader(LIMITS).read(answer.body(), "").items("errors");
  }

  private static String cut(String words) {
    return words.length() <= MAX_LENGTH ? words : words.substring(0, MAX_LENGTH) + "…";
  }
}
