package io.github.layerlift.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

/**
 * Writes compact JSON in the order it is called, with the escapes of Go's {@code encoding/json}:
 * {@code < > &}, U+2028 and U+2029 are never written raw. Adds commas where they belong.
 */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder(256);
  private final boolean exact;
  private boolean needsComma;

  public JsonWriter() {
    this(false);
  }

  private JsonWriter(boolean exact) {
    this.exact = exact;
  }

  /** One that writes lone surrogates as escapes, so that no two texts look alike. */
  public static JsonWriter exact() {
    return new JsonWriter(true);
  }

  public JsonWriter startObject() {
    return start('{');
  }

  public JsonWriter endObject() {
    return end('}');
  }

  public JsonWriter startArray() {
    return start('[');
  }

  public JsonWriter endArray() {
    return end(']');
  }

  public JsonWriter key(String name) {
    comma();
    quote(name);
    out.append(':');
    needsComma = false;
    return this;
  }

  public JsonWriter value(String text) {
    comma();
    quote(text);
    return this;
  }

  public JsonWriter value(long number) {
    comma();
    out.append(number);
    return this;
  }

  public JsonWriter value(boolean bool) {
    comma();
    out.append(bool);
    return this;
  }

  /** A value as it was read; only white space and escapes may differ. */
  public JsonWriter value(Json json) {
    if (json instanceof Json.Obj object) {
      startObject();
      object.fields().forEach((name, value) -> key(name).value(value));
      return endObject();
    }
    if (json instanceof Json.Arr array) {
      startArray();
      array.items().forEach(this::value);
      return endArray();
    }
    if (json instanceof Json.Str string) {
      return value(string.value());
    }
    if (json instanceof Json.Num number) {
      return raw(number.text());
    }
    return json instanceof Json.Bool bool ? value(bool.value()) : nullValue();
  }

  public JsonWriter nullValue() {
    return raw("null");
  }

  /** A value that is already JSON. */
  public JsonWriter raw(String json) {
    comma();
    out.append(json);
    return this;
  }

  public JsonWriter field(String name, String text) {
    return key(name).value(text);
  }

  public JsonWriter field(String name, long number) {
    return key(name).value(number);
  }

  public JsonWriter field(String name, List<String> texts) {
    key(name).startArray();
    for (String text : texts) {
      value(text);
    }
    return endArray();
  }

  public JsonWriter field(String name, Map<String, String> texts) {
    key(name).startObject();
    texts.forEach(this::field);
    return endObject();
  }

  public String text() {
    return out.toString();
  }

  public byte[] bytes() {
    return out.toString().getBytes(UTF_8);
  }

  private JsonWriter start(char bracket) {
    comma();
    out.append(bracket);
    needsComma = false;
    return this;
  }

  private JsonWriter end(char bracket) {
    out.append(bracket);
    needsComma = true;
    return this;
  }

  private void quote(String text) {
    if (exact) {
      GoString.quoteExactly(text, out);
    } else {
      GoString.quote(text, out);
    }
  }

  private void comma() {
    if (needsComma) {
      out.append(',');
    }
    needsComma = true;
  }
}
