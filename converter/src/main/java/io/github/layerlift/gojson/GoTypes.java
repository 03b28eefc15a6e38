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
import java.util.TreeMap;

/** The Go types that Docker's image structs are made of. */
public enum GoTypes implements GoType {
  /** {@code string}. */
  STRING {
    @Override
    public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
      out.value(text(value));
    }

    @Override
    public boolean isEmpty(Optional<JsonFields> value) throws LayerliftException {
      return text(value).isEmpty();
    }
  },

  /** {@code bool}. */
  BOOL {
    @Override
    public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
      out.value(bool(value));
    }

    @Override
    public boolean isEmpty(Optional<JsonFields> value) throws LayerliftException {
      return !bool(value);
    }
  },

  /** {@code int}, {@code int64} and {@code time.Duration}: whole numbers of 64 bits, nothing else. */
  INT {
    @Override
    public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
      out.value(number(value));
    }

    @Override
    public boolean isEmpty(Optional<JsonFields> value) throws LayerliftException {
      return number(value) == 0;
    }
  },

  /** {@code *int}: present or not, whatever its value. */
  INT_POINTER {
    @Override
    public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
      out.value(number(value));
    }

    @Override
    public boolean isEmpty(Optional<JsonFields> value) throws LayerliftException {
      number(value);
      return value.isEmpty();
    }
  },

  /** {@code []string}: an array, or {@code null} if there is none. */
  STRINGS {
    @Override
    public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
      GoTypes.writeAll(value.isEmpty(), texts(value), out);
    }

    @Override
    public boolean isEmpty(Optional<JsonFields> value) throws LayerliftException {
      return texts(value).isEmpty();
    }
  },

  /** {@code strslice.StrSlice}: an array of strings, or one string for an array of one. */
  STRING_OR_STRINGS {
    @Override
    public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
      GoTypes.writeAll(value.isEmpty(), stringOrStrings(value), out);
    }

    @Override
    public boolean isEmpty(Optional<JsonFields> value) throws LayerliftException {
      return stringOrStrings(value).isEmpty();
    }
  },

  /** {@code map[string]struct{}}: an object of empty objects, keys sorted. */
  SET {
    @Override
    public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
      if (value.isEmpty()) {
        out.nullValue();
        return;
      }
      Map<String, Json> sorted = new TreeMap<>(GoOrder.KEYS);
      for (Map.Entry<String, Json> member : value.get().object().entrySet()) {
        JsonFields view = value.get().member(member.getKey(), member.getValue());
        if (!view.isNull() && !view.isObject()) {
          throw view.wrongKind("an empty object");
        }
        sorted.put(member.getKey(), member.getValue());
      }
      out.startObject();
      for (String key : sorted.keySet()) {
        out.key(key).startObject().endObject();
      }
      out.endObject();
    }

    @Override
    public boolean isEmpty(Optional<JsonFields> value) throws LayerliftException {
      return value.isEmpty() || value.get().object().isEmpty();
    }
  },

  /** {@code map[string]string}, keys sorted. */
  MAP {
    @Override
    public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
      if (value.isEmpty()) {
        out.nullValue();
        return;
      }
      Map<String, String> sorted = new TreeMap<>(GoOrder.KEYS);
      for (Map.Entry<String, Json> member : value.get().object().entrySet()) {
        JsonFields view = value.get().member(member.getKey(), member.getValue());
        sorted.put(member.getKey(), view.isNull() ? "" : view.text());
      }
      out.startObject();
      sorted.forEach(out::field);
      out.endObject();
    }

    @Override
    public boolean isEmpty(Optional<JsonFields> value) throws LayerliftException {
      return value.isEmpty() || value.get().object().isEmpty();
    }
  },

  /** {@code time.Time}, which is never empty. */
  TIME {
    @Override
    public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
      out.value(time(value));
    }

    @Override
    public boolean isEmpty(Optional<JsonFields> value) {
      return false;
    }
  };

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
