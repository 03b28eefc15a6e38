package io.github.layerlift.cli.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.text.Printable;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * JSON for people and programs, in the order in which it was built. Terminal control characters are
 * escaped, so that it still reads as the same JSON.
 */
public final class JsonText {
  private JsonText() {}

  /** Puts a list of words into an object. */
  public static void put(ObjectNode json, String field, Collection<String> words) {
    words.forEach(json.putArray(field)::add);
  }

  /** Puts warnings into an object. */
  public static void put(ObjectNode json, Collection<Warning> warnings) {
    ArrayNode array = json.putArray("warnings");
    warnings.forEach(
        each -> array.addObject().put("code", each.code().id()).put("text", Terms.text(each)));
  }

  /** Indented. */
  public static String of(ObjectNode json) {
    return json.toPrettyString().lines().map(Printable::name).collect(Collectors.joining("\n"));
  }

  /** On one line. */
  public static String line(ObjectNode json) {
    return Printable.name(json.toString());
  }
}
