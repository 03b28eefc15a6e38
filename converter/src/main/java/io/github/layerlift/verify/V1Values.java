package io.github.layerlift.verify;

import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether values of a v1 layer's {@code json} and of a config mean the same to Docker. */
final class V1Values {
  private V1Values() {}

  /** Whether a field is unchanged, if it was set. */
  static boolean isSame(Optional<JsonFields> was, Optional<JsonFields> is) {
    return was.isEmpty()
        || isNothing(was.get().json())
        || (is.isPresent() && isSame(was.get().json(), is.get().json()));
  }

  /** What Go writes for a value that was never set. */
  private static boolean isNothing(Json json) {
    return json instanceof Json.Null
        || json.equals(new Json.Bool(false))
        || json.equals(new Json.Str(""))
        || json.equals(new Json.Num("0"))
        || (json instanceof Json.Arr array && array.items().isEmpty())
        || (json instanceof Json.Obj object && object.fields().isEmpty());
  }

  /** A command may have been a single string; the values of a set mean nothing. */
  private static boolean isSame(Json was, Json is) {
    if (was instanceof Json.Str text && is instanceof Json.Arr array) {
      return array.items().equals(List.of(text));
    }
    if (was instanceof Json.Obj one && is instanceof Json.Obj other) {
      return one.fields().keySet().equals(other.fields().keySet())
          && one.fields().entrySet().stream().allMatch(each -> isSameMember(each, other));
    }
    if (was instanceof Json.Arr one && is instanceof Json.Arr other) {
      return words(one).equals(words(other));
    }
    return was.equals(is);
  }

  /** Go reads a null among strings as an empty string. */
  private static List<Json> words(Json.Arr array) {
    return array.items().stream()
        .map(item -> item instanceof Json.Null ? new Json.Str("") : item)
        .map(item -> item instanceof Json.Str text ? new Json.Str(whole(text.value())) : item)
        .toList();
  }

  private static boolean isSameMember(Map.Entry<String, Json> was, Json.Obj is) {
    Json other = is.fields().get(was.getKey());
    return other != null
        && (isNothing(was.getValue()) ? isNothing(other) : was.getValue().equals(other));
  }

  /** Half a surrogate pair can't be stored, and becomes the replacement character. */
  static String whole(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
