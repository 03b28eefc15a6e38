package io.github.layerlift.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

  @Test
  void field_anyCase_found() throws Exception {
    JsonFields view = read("{\"RepoTags\":[\"x\"]}");
    assertEquals("$.RepoTags", view.field("repotags").orElseThrow().path());
    assertEquals("x", view.items("REPOTAGS").get(0).text());
  }

  @Test
  void field_nullOrAbsent_empty() throws Exception {
    JsonFields view = read("{\"a\":null}");
    assertEquals(Optional.empty(), view.field("a"));
    assertEquals(Optional.empty(), view.field("b"));
    assertEquals("", view.text("a"));
    assertEquals(List.of(), view.items("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1,\"A\":2}", "{\"A\":null,\"a\":null}", "{\"a\":1,\"A\":null}"})
  void field_twiceInOtherCase_refused(String text) throws Exception {
    JsonFields view = read(text);
    LayerliftException fault = Faults.expect(ErrorCode.JSON_KEY_TWICE, () -> view.field("a"));
    assertEquals(
        "the key \"a\" appears twice, in different case, at $, and readers disagree on which one"
            + " counts (entry \"m.json\")",
        fault.getMessage());
  }

  @Test
  void message_nested_namesThePath() throws Exception {
    JsonFields layer =
        read("[{\"Layers\":[\"a\",\"b\",5]}]").items().get(0).items("layers").get(2);
    LayerliftException fault = Faults.expect(ErrorCode.JSON_SHAPE, layer::text);
    assertEquals(
        "$[0].Layers[2] should be a string but is a number (entry \"m.json\")", fault.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "{},an object",
    "[],an array",
    "'\"\"',a string",
    "1,a number",
    "true,a boolean",
    "null,null"
  })
  void kinds_all_told(String text, String kind) throws Exception {
    assertEquals(kind, read(text).json().kind());
  }

  @Test
  void object_array_text_wrongKind_refused() throws Exception {
    JsonFields number = read("1");
    Faults.expect(ErrorCode.JSON_SHAPE, number::object);
    Faults.expect(ErrorCode.JSON_SHAPE, number::items);
    Faults.expect(ErrorCode.JSON_SHAPE, number::text);
    Faults.expect(ErrorCode.JSON_SHAPE, () -> number.field("a"));
    Faults.expect(ErrorCode.JSON_SHAPE, () -> read("{\"a\":1}").text("a"));
    Faults.expect(ErrorCode.JSON_SHAPE, () -> read("{\"a\":{}}").items("a"));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "9223372036854775807,9223372036854775807", "-0,0"})
  void size_whole_read(String text, long size) throws Exception {
    assertEquals(size, read(text).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.0", "1e3", "9223372036854775808", "\"5\"", "null", "[]"})
  void size_other_refused(String text) throws Exception {
    JsonFields view = read(text);
    Faults.expect(ErrorCode.JSON_SHAPE, view::size);
  }

  @Test
  void members_key_inPath() throws Exception {
    JsonFields view = read("{\"a.b\":1}");
    assertEquals(
        Map.of("a.b", new JsonFields(new Json.Num("1"), "$.a.b", "m.json")), view.members());
    assertTrue(view.isObject());
    assertFalse(view.isArray());
    assertTrue(read("null").isNull());
  }

  @Test
  void object_order_isTheDocuments() throws Exception {
    assertEquals(
        List.of("z", "a", "m"),
        List.copyOf(read("{\"z\":1,\"a\":2,\"m\":3}").object().keySet()));
  }

  private static JsonFields read(String text) throws LayerliftException {
    return new JsonReader(new JsonLimits(1000, 9)).read(text.getBytes(UTF_8), "m.json");
  }
}
