package io.github.layerlift.gojson;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The Go types that Docker's image structs are made of. */
public enum GoTypes implements GoType {
  /** {@code string}. */
  STRING,
  /** {@code bool}. */
  BOOL,
  /** {@code int}, {@code int64} and {@code time.Duration}: whole numbers of 64 bits, nothing else. */
  INT,
  /** {@code *int}: present or not, whatever its value. */
  INT_POINTER,
  /** {@code []string}: an array, or {@code null} if there is none. */
  STRINGS,
  /** {@code strslice.StrSlice}: an array of strings, or one string for an array of one. */
  STRING_OR_STRINGS,
  /** {@code map[string]struct{}}: an object of empty objects, keys sorted. */
  SET,
  /** {@code map[string]string}, keys sorted. */
  MAP,
  /** {@code time.Time}, which is never empty. */
  TIME;

  @Override
  public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
    switch (this) {
      case STRING -> out.value(text(value));
      case BOOL -> out.value(bool(value));
      case INT, INT_POINTER -> out.value(number(value));
      case STRINGS -> writeAll(value.isEmpty(), texts(value), out);
      case STRING_OR_STRINGS -> writeAll(value.isEmpty(), stringOrStrings(value), out);
      case SET -> writeSet(value, out);
      case MAP -> writeMap(value, out);
      case TIME -> out.value(time(value));
    }
  }

  @Override
  public boolean isEmpty(Optional<JsonFields> value) throws LayerliftException {
    return switch (this) {
      case STRING -> text(value).isEmpty();
      case BOOL -> !bool(value);
      case INT -> number(value) == 0;
      // it must be a number all the same
      case INT_POINTER -> number(value) == 0 && value.isEmpty();
      case STRINGS -> texts(value).isEmpty();
      case STRING_OR_STRINGS -> stringOrStrings(value).isEmpty();
      case SET, MAP -> value.isEmpty() || value.get().object().isEmpty();
      case TIME -> false;
    };
  }

  private static void writeSet(Optional<JsonFields> value, JsonWriter out)
      throws LayerliftException {
    if (value.isEmpty()) {
      out.nullValue();
      return;
    }
    Set<String> sorted = new TreeSet<>(GoOrder.KEYS);
    for (Map.Entry<String, JsonFields> member : value.get().members().entrySet()) {
      if (!member.getValue().isNull() && !member.getValue().isObject()) {
        throw member.getValue().wrongKind("an empty object");
      }
      sorted.add(member.getKey());
    }
    out.startObject();
    sorted.forEach(key -> out.key(key).startObject().endObject());
    out.endObject();
  }

  private static void writeMap(Optional<JsonFields> value, JsonWriter out)
      throws LayerliftException {
    if (value.isEmpty()) {
      out.nullValue();
      return;
    }
    Map<String, String> sorted = new TreeMap<>(GoOrder.KEYS);
    for (Map.Entry<String, JsonFields> member : value.get().members().entrySet()) {
      sorted.put(
          member.getKey(), member.getValue().isNull() ? "" : member.getValue().text());
    }
    out.startObject();
    sorted.forEach(out::field);
    out.endObject();
  }

  /** The string in {@code value}. */
  public static String text(Optional<JsonFields> value) throws LayerliftException {
    return value.isPresent() ? value.get().text() : "";
  }

  /** The time in {@code value}, as Go writes it. */
  public static String time(Optional<JsonFields> value) throws LayerliftException {
    if (value.isEmpty()) {
      return GoTime.ZERO;
    }
    String text = value.get().text();
    Optional<String> time = GoTime.normalise(text);
    if (time.isEmpty()) {
      throw Fault.of(
              ErrorCode.V1_TIME_INVALID,
              value.get().path() + " is \"" + text
                  + "\", which is not an RFC 3339 time, such as 2014-01-02T03:04:05Z")
          .in(value.get().entry())
          .mendable()
          .exception();
    }
    return time.get();
  }

  /** The strings in {@code value}, where one string counts as an array of one. */
  public static List<String> stringOrStrings(Optional<JsonFields> value) throws LayerliftException {
    return value.isPresent() && !value.get().isArray() ? List.of(value.get().text()) : texts(value);
  }

  private static boolean bool(Optional<JsonFields> value) throws LayerliftException {
    if (value.isEmpty()) {
      return false;
    }
    if (value.get().json() instanceof Json.Bool bool) {
      return bool.value();
    }
    throw value.get().wrongKind("a boolean");
  }

  private static long number(Optional<JsonFields> value) throws LayerliftException {
    if (value.isEmpty()) {
      return 0;
    }
    if (value.get().json() instanceof Json.Num number) {
      try {
        return Long.parseLong(number.text());
      } catch (NumberFormatException e) {
        throw value.get().wrongKind("a 64-bit integer");
      }
    }
    throw value.get().wrongKind("a 64-bit integer");
  }

  /** A {@code null} among strings counts as an empty string. */
  private static List<String> texts(Optional<JsonFields> value) throws LayerliftException {
    List<String> texts = new ArrayList<>();
    if (value.isPresent()) {
      for (JsonFields item : value.get().items()) {
        texts.add(item.isNull() ? "" : item.text());
      }
    }
    return texts;
  }

  private static void writeAll(boolean isNil, List<String> texts, JsonWriter out) {
    if (isNil) {
      out.nullValue();
      return;
    }
    out.startArray();
    texts.forEach(out::value);
    out.endArray();
  }
}
