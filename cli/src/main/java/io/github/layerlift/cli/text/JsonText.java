package io.github.layerlift.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.text.Printable;
import java.util.stream.Collectors;

/**
 * JSON for people and programs, in the order in which it was built. What a terminal would obey is escaped
 * in it, so that it reads as the same JSON.
 */
public final class JsonText {
  private JsonText() {}

  /** Indented. */
  public static String of(JsonNode json) {
    return json.toPrettyString().lines().map(Printable::name).collect(Collectors.joining("\n"));
  }

  /** On one line. */
  public static String line(JsonNode json) {
    return Printable.name(json.toString());
  }
}
