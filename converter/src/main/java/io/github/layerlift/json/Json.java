package io.github.layerlift.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value. Numbers keep the text they were written in, objects the order of their keys. */
public sealed interface Json {
  /** The name of this kind of value, for messages. */
  String kind();

  record Obj(Map<String, Json> fields) implements Json {
    public Obj {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The field that Go would read as {@code name}; null if there is none. */
    public @Nullable Json field(String name) {
      String key = key(name);
      return key == null ? null : fields.get(key);
    }

    /** The same object with this field: in its place and spelling if it is there, else at the end. */
    public Obj with(String name, Json value) {
      String key = key(name);
      Map<String, Json> changed = new LinkedHashMap<>(fields);
      changed.put(key == null ? name : key, value);
      return new Obj(changed);
    }

    /** The same object without the field that Go would read as {@code name}. */
    public Obj without(String name) {
      Map<String, Json> rest = new LinkedHashMap<>(fields);
      rest.keySet().removeIf(key -> GoFold.matches(key, name));
      return new Obj(rest);
    }

    private @Nullable String key(String name) {
      for (String key : fields.keySet()) {
        if (GoFold.matches(key, name)) {
          return key;
        }
      }
      return null;
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }

    /** An array of strings. */
    public static Arr of(List<String> texts) {
      List<Json> items = new ArrayList<>(texts.size());
      texts.forEach(text -> items.add(new Str(text)));
      return new Arr(items);
    }

    @Override
    public String kind() {
      return "an array";
    }
  }

  /**
   * A string.
   *
   * @param escaped whether it was written with an escape, which doesn't change the string; some
   *     readers use the text as it was written
   */
  record Str(String value, boolean escaped) implements Json {
    public Str(String value) {
      this(value, false);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Str that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public String kind() {
      return "a string";
    }
  }

  /** A number as it was written. */
  record Num(String text) implements Json {
    /** By hand, as {@link #hashCode}: a record's own would add several milliseconds to each start. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Num that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String kind() {
      return "a number";
    }
  }

  record Bool(boolean value) implements Json {
    @Override
    public String kind() {
      return "a boolean";
    }
  }

  /** {@code null}, which Go reads into a field as if the field weren't there. */
  record Null() implements Json {
    @Override
    public String kind() {
      return "null";
    }
  }
}
