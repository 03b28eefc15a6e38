package io.github.layerlift.cli.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.text.ByteNames;
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
    return json.toPrettyString().lines().map(JsonText::safe).collect(Collectors.joining("\n"));
  }

  /** On one line. */
  public static String line(ObjectNode json) {
    return safe(json.toString());
  }

  /** A byte of a name that isn't UTF-8 is shown as {@code \xHH}, whose backslash JSON needs escaped. */
  private static String safe(String line) {
    return line.codePoints().noneMatch(ByteNames::isEscape)
        ? Printable.name(line)
        : line.codePoints()
            .mapToObj(point ->
                (ByteNames.isEscape(point) ? "\\" : "") + Printable.name(Character.toString(point)))
            .collect(Collectors.joining());
  }
}
