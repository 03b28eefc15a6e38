package io.github.layerlift.verify;

import io.github.layerlift.gojson.GoTime;
import io.github.layerlift.gojson.GoType;
import io.github.layerlift.gojson.GoTypes;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonView;
import io.github.layerlift.json.JsonWriter;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.MalformedArchiveException;
import java.util.Optional;

/** The types that engines give to fields of a config. A {@code null} fits all of them. */
enum FieldType {
  TEXT("a string", reading(GoTypes.STRING)),
  FLAG("true or false", reading(GoTypes.BOOL)),
  NUMBER("a whole number of 64 bits", reading(GoTypes.INT)),
  TEXTS("an array of nothing but strings", reading(GoTypes.STRINGS)),
  TEXT_OR_TEXTS("a string, or an array of them", reading(GoTypes.STRING_OR_STRINGS)),
  /** Refuses one string only; what else isn't an array is no {@link #TEXT_OR_TEXTS} either. */
  LIST("an array of strings", FieldType::list),
  TEXT_MAP("an object of nothing but strings", reading(GoTypes.MAP)),
  SET("an object of empty objects", reading(GoTypes.SET)),
  OBJECT("an object", JsonView::object),
  OBJECTS("an array of objects", FieldType::objects),
  TIME("a time like 2020-01-02T03:04:05Z", FieldType::time);

  private final String words;
  private final Reading reading;

  FieldType(String words, Reading reading) {
    this.words = words;
    this.reading = reading;
  }

  /** Fails on what an engine can't read. */
  @FunctionalInterface
  private interface Reading {
    void read(JsonView value) throws LayerliftException;
  }

  /** What it is, in words. */
  String words() {
    return words;
  }

  boolean fits(JsonView value) throws LayerliftException {
    try {
      if (!value.isNull()) {
        reading.read(value);
      }
      return true;
    } catch (MalformedArchiveException e) {
      return false;
    }
  }

  private static Reading reading(GoType type) {
    return value -> type.write(Optional.of(value), new JsonWriter());
  }

  private static void list(JsonView value) throws LayerliftException {
    if (value.json() instanceof Json.Str) {
      throw value.wrongKind("an array");
    }
  }

  private static void objects(JsonView value) throws LayerliftException {
    for (JsonView item : value.items()) {
      if (!item.isNull()) {
        item.object();
      }
    }
  }

  /** Go parses the text as it is written, so that a character must not be an escape. */
  private static void time(JsonView value) throws LayerliftException {
    boolean escaped = value.json() instanceof Json.Str text && text.escaped();
    if (escaped || GoTime.normalise(value.text()).isEmpty()) {
      throw value.wrongKind("a time");
    }
  }
}
