package io.github.layerlift.json;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value together with its path, so that messages can name it: {@code
 * $[0].Layers[2]}. A {@code null} counts as absent, and field names match without regard to case,
 * both as in Go's {@code encoding/json}.
 *
 * @param path a JSONPath from the document's root
 * @param entry the file it was read from
 */
public record JsonFields(Json json, String path, String entry) {
  static JsonFields root(Json json, String entry) {
    return new JsonFields(json, "$", entry);
  }

  /**
   * The field {@code name} of this object, if it is there and not null.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if this is not an object, or has the
   *     field twice in different case
   */
  public Optional<JsonFields> field(String name) throws LayerliftException {
    JsonFields found = null;
    for (Map.Entry<String, Json> field : object().entrySet()) {
      if (GoFold.matches(field.getKey(), name)) {
        if (found != null) {
          throw Fault.of(
                  ErrorCode.JSON_KEY_TWICE,
                  "the key \"" + name + "\" appears twice, in different case, at " + path
                      + ", and readers disagree on which one counts")
              .in(entry)
              .mendable()
              .exception();
        }
        found = member(field.getKey(), field.getValue());
      }
    }
    return Optional.ofNullable(found).filter(view -> !view.isNull());
  }

  /** The text of the field {@code name}; empty if it is absent. */
  public String text(String name) throws LayerliftException {
    Optional<JsonFields> field = field(name);
    return field.isPresent() ? field.get().text() : "";
  }

  /**
   * The text under {@code key}, in just this spelling, of the object in the field {@code name};
   * empty if it is absent.
   */
  public String text(String name, String key) throws LayerliftException {
    Optional<JsonFields> field = field(name);
    JsonFields member = field.isPresent() ? field.get().members().get(key) : null;
    return member == null ? "" : member.text();
  }

  /** Whether the field {@code name} is there and true. */
  public boolean isTrue(String name) throws LayerliftException {
    return field(name).filter(view -> view.json().equals(new Json.Bool(true))).isPresent();
  }

  /** The items of the array in the field {@code name}; none if it is absent. */
  public List<JsonFields> items(String name) throws LayerliftException {
    Optional<JsonFields> field = field(name);
    return field.isPresent() ? field.get().items() : List.of();
  }

  public boolean isNull() {
    return json instanceof Json.Null;
  }

  public boolean isArray() {
    return json instanceof Json.Arr;
  }

  public boolean isObject() {
    return json instanceof Json.Obj;
  }

  public Map<String, Json> object() throws LayerliftException {
    if (json instanceof Json.Obj object) {
      return object.fields();
    }
    throw wrongKind("an object");
  }

  /** The members of this object, in its order; those that are null too. */
  public Map<String, JsonFields> members() throws LayerliftException {
    Map<String, JsonFields> members = new LinkedHashMap<>();
    object().forEach((key, value) -> members.put(key, member(key, value)));
    return members;
  }

  private JsonFields member(String key, Json value) {
    return new JsonFields(value, path + "." + key, entry);
  }

  public List<JsonFields> items() throws LayerliftException {
    if (json instanceof Json.Arr array) {
      List<JsonFields> items = new ArrayList<>(array.items().size());
      for (Json item : array.items()) {
        items.add(new JsonFields(item, path + "[" + items.size() + "]", entry));
      }
      return items;
    }
    throw wrongKind("an array");
  }

  public String text() throws LayerliftException {
    if (json instanceof Json.Str string) {
      return string.value();
    }
    throw wrongKind("a string");
  }

  /** A whole number from 0 to {@link Long#MAX_VALUE}. */
  public long size() throws LayerliftException {
    if (json instanceof Json.Num number) {
      try {
        long size = Long.parseLong(number.text());
        if (size >= 0) {
          return size;
        }
      } catch (NumberFormatException e) {
        throw wrongKind("a size in bytes");
      }
    }
    throw wrongKind("a size in bytes");
  }

  /** The fault that this value isn't {@code wanted}. */
  public LayerliftException wrongKind(String wanted) {
    return Fault.of(ErrorCode.JSON_SHAPE, path + " should be " + wanted + " but is " + json.kind())
        .in(entry)
        .mendable()
        .exception();
  }
}
