package io.github.layerlift.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the values of one JSON text; the parser limits how deep they nest. */
final class Tree {
  private final JsonParser parser;
  private final String entry;
  private final int maxValues;
  private int valuesLeft;

  Tree(JsonParser parser, String entry, int maxValues) {
    this.parser = parser;
    this.entry = entry;
    this.maxValues = maxValues;
    this.valuesLeft = maxValues;
  }

  /** The value that starts with {@code token}, the parser's current one. */
  Json value(JsonToken token) throws IOException {
    if (--valuesLeft < 0) {
      throw Fault.of(
              ErrorCode.JSON_TOO_BIG, "this JSON file holds more than " + maxValues + " values")
          .in(entry)
          .hint(WayOut.raise(Setting.JSON_BYTES))
          .exception();
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> string();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
        throw new IOException("unexpected " + token);
    };
  }

  private Json string() throws IOException {
    String value = parser.getText();
    int start = (int) parser.currentTokenLocation().getCharOffset();
    int end = (int) parser.currentLocation().getCharOffset();
    // an escape is longer than its character
    return new Json.Str(value, end - start != value.length() + 2);
  }

  private Json object() throws IOException {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (fields.put(name, value(parser.nextToken())) != null) {
        throw Fault.of(
                ErrorCode.JSON_KEY_TWICE,
                "the key \"" + name
                    + "\" appears twice in one object, and readers disagree on which one counts")
            .in(entry)
            .mendable()
            .exception();
      }
    }
    return new Json.Obj(fields);
  }

  private Json array() throws IOException {
    List<Json> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token));
    }
    return new Json.Arr(items);
  }
}
