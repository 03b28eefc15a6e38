package io.github.layerlift.it.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.machine.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says in a few words where two values differ. */
final class Difference {
  private static final int MAX_LINES = 3;
  private static final int MAX_LENGTH = 160;

  private final List<String> places = new ArrayList<>();

  private Difference() {}

  /** {@code ""} if there is none. */
  static String between(Object expected, Object found) {
    Difference difference = new Difference();
    difference.compare("", Json.tree(expected), Json.tree(found));
    List<String> places = difference.places;
    return String.join("; ", places.subList(0, Math.min(MAX_LINES, places.size())));
  }

  private void compare(String place, JsonNode expected, JsonNode found) {
    if (expected.isObject() && found.isObject()) {
      Set<String> fields = new TreeSet<>();
      add(fields, expected.fieldNames());
      add(fields, found.fieldNames());
      for (String field : fields) {
        compare(place + "/" + field, expected.path(field), found.path(field));
      }
    } else if (expected.isArray()
        && found.isArray()
        && !elements(expected).equals(elements(found))) {
      Set<JsonNode> missing = elements(expected);
      missing.removeAll(elements(found));
      Set<JsonNode> extra = elements(found);
      extra.removeAll(elements(expected));
      places.add(place + " lacks " + shown(Json.tree(missing)) + " and has besides "
          + shown(Json.tree(extra)));
    } else if (!expected.equals(found)) {
      places.add(place + " should be " + shown(expected) + " but is " + shown(found));
    }
  }

  private static Set<JsonNode> elements(JsonNode array) {
    Set<JsonNode> elements = new LinkedHashSet<>();
    array.forEach(elements::add);
    return elements;
  }

  private static void add(Set<String> fields, Iterator<String> names) {
    names.forEachRemaining(fields::add);
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "absent" : value.toString();
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
