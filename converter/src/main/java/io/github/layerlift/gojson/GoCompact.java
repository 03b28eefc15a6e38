package io.github.layerlift.gojson;

import io.github.layerlift.json.GoString;
import java.util.ArrayList;
import java.util.List;

/**
 * Go's {@code json.RawMessage} on its way through {@code Marshal}: white space between tokens is
 * removed, {@code < > &}, U+2028 and U+2029 are escaped, everything else stays.
 */
public final class GoCompact {
  private GoCompact() {}

  /**
   * The values of an object's fields, in order.
   *
   * @param object a JSON object that is known to be well-formed
   */
  public static List<String> values(String object) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    int depth = 0;
    boolean inKey = true;
    for (int i = 0; i < object.length(); i++) {
      char c = object.charAt(i);
      if (c == '"') {
        int end = endOfString(object, i);
        if (!inKey) {
          copyString(object, i, end, value);
        }
        i = end - 1;
        continue;
      }
      depth += c == '{' || c == '[' ? 1 : 0;
      boolean closes = c == '}' || c == ']';
      depth -= closes ? 1 : 0;
      if (inKey) {
        inKey = c != ':';
      } else if ((depth == 1 && c == ',') || depth == 0) {
        values.add(value.toString());
        value.setLength(0);
        inKey = true;
      } else if (!isSpace(c)) {
        value.append(c);
      }
    }
    return values;
  }

  private static int endOfString(String text, int start) {
    int i = start + 1;
    while (text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i + 1;
  }

  private static void copyString(String text, int start, int end, StringBuilder out) {
    for (int i = start; i < end; i++) {
      GoString.appendRaw(text.charAt(i), out);
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
