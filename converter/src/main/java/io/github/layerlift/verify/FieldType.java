package io.github.layerlift.verify;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.gojson.GoTime;
import io.github.layerlift.gojson.GoTypes;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonWriter;
import java.util.Optional;

/** The types that engines give to fields of a config. A {@code null} matches all of them. */
enum FieldType {
  TEXT("a string"),
  FLAG("true or false"),
  NUMBER("a 64-bit integer"),
  TEXTS("an array of only strings"),
  TEXT_OR_TEXTS("a string, or an array of them"),
  /** Rejects only a single string; anything else fails as {@link #TEXT_OR_TEXTS} does. */
  LIST("an array of strings"),
  TEXT_MAP("an object of only strings"),
  SET("an object of empty objects"),
  OBJECT("an object"),
  OBJECTS("an array of objects"),
  TIME("a time like 2020-01-02T03:04:05Z");

  private final String words;

  FieldType(String words) {
    this.words = words;
  }

  /** Its description, for messages. */
  String words() {
    return words;
  }

  boolean fits(JsonFields value) throws LayerliftException {
    try {
      if (!value.isNull()) {
        read(value);
      }
      return true;
    } catch (MalformedArchiveException e) {
      return false;
    }
  }

  /** Fails on a value that an engine can't read. */
  private void read(JsonFields value) throws LayerliftException {
    switch (this) {
      case TEXT -> read(value, GoTypes.STRING);
      case FLAG -> read(value, GoTypes.BOOL);
      case NUMBER -> read(value, GoTypes.INT);
      case TEXTS -> read(value, GoTypes.STRINGS);
      case TEXT_OR_TEXTS -> read(value, GoTypes.STRING_OR_STRINGS);
      case LIST -> list(value);
      case TEXT_MAP -> read(value, GoTypes.MAP);
      case SET -> read(value, GoTypes.SET);
      case OBJECT -> value.object();
      case OBJECTS -> objects(value);
      case TIME -> time(value);
    }
  }

  private static void read(JsonFields value, GoTypes type) throws LayerliftException {
    type.write(Optional.of(value), new JsonWriter());
  }

  private static void list(JsonFields value) throws LayerliftException {
    if (value.json() instanceof Json.Str) {
      throw value.wrongKind("an array");
    }
  }

  private static void objects(JsonFields value) throws LayerliftException {
    for (JsonFields item : value.items()) {
      if (!item.isNull()) {
        item.object();
      }
    }
  }

  /** Go parses the text as it is written, so it must not contain an escape. */
  private static void time(JsonFields value) throws LayerliftException {
    boolean escaped = value.json() instanceof Json.Str text && text.escaped();
    if (escaped || GoTime.normalise(value.text()).isEmpty()) {
      throw value.wrongKind("a time");
    }
  }
}
