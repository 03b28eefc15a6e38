package io.github.layerlift.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldDiffTest {
  private static Json json(String text) throws LayerliftException {
    JsonReader reader = new JsonReader(new JsonLimits(1 << 20, 100, 1 << 20));
    return reader.read(text.replace('\'', '"').getBytes(UTF_8), "test").json();
  }

  private static List<String> diff(String a, String b) throws LayerliftException {
    return FieldDiff.of(json(a), json(b), "id").stream()
        .map(
            each -> each.path() + " " + each.a().orElse("none") + " " + each.b().orElse("none"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a': 1, 'b': [true, null]} | {'b':[true,null],'a':1}",
        "{'a': 'x/y<'} | {'a': 'x\\/y\\u003c'}",
        "{'a': 1.0, 'b': 100} | {'a': 1, 'b': 1e2}",
        "{'a': [{'n': 10}]} | {'a': [{'n': 1E1}]}",
        "{} | {}",
      })
  void of_sameValues_isEmpty(String a, String b) throws LayerliftException {
    assertEquals(List.of(), diff(a, b));
  }

  @Test
  void of_halvesOfSurrogatePairs_areEscaped() throws LayerliftException {
    assertEquals(
        List.of("a \"\\ud800\" \"\\ud801\""), diff("{'a': '\\ud800'}", "{'a': '\\ud801'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a': 1} | {'a': 2} | a 1 2",
        "{'a': 1} | {} | a 1 none",
        "{} | {'a': {'b': 1}} | a none {'b':1}",
        "{'a': null} | {} | a null none",
        "{'a': null} | {'a': []} | a null []",
        "{'a': {'b': {'c': 'x'}}} | {'a': {'b': {'c': 'y'}}} | a.b.c 'x' 'y'",
        "{'a': ['x', 'y', 'z']} | {'a': ['x', 'q', 'z']} | a[1] 'y' 'q'",
        "{'a': ['x', 'z']} | {'a': ['x', 'y', 'z']} | a[1] none 'y'",
        "{'a': ['w', 'x']} | {'a': ['x']} | a[0] 'w' none",
        "{'a': [[1, 2]]} | {'a': [[1, 3]]} | a[0][1] 2 3",
        "{'l': {'org.x': '1'}} | {'l': {'org.x': '2'}} | l['org.x'] '1' '2'",
        "{'l': {'': 1}} | {'l': {'': 2}} | l[''] 1 2",
        "{'a': 1} | {'A': 1} | a 1 none; A none 1",
        "{'a': '1'} | {'a': 1} | a '1' 1",
        "{'a': 1e999999999999} | {'a': 1e999999999998} | a 1e999999999999 1e999999999998",
        "1 | [1] | ` 1 [1]`",
      })
  void of_otherValues_namesTheField(String a, String b, String expected) throws LayerliftException {
    assertEquals(
        expected.strip(), String.join("; ", diff(a, b)).replace('"', '\'').strip());
  }

  @Test
  void of_itemsThatHaveAnIdentity_areKnownByIt() throws LayerliftException {
    String a = "{'s': [{'id': 'a', 't': 1}, {'id': 'b', 't': 2}, {'id': 'c', 't': 3}]}";
    String b = "{'s': [{'id': 'x', 't': 1}, {'id': 'a', 't': 5}, {'id': 'c', 't': 3}]}";
    assertEquals(
        List.of(
            "s[0] none {\"id\":\"x\",\"t\":1}", "s[0].t 1 5", "s[1] {\"id\":\"b\",\"t\":2} none"),
        diff(a, b));
    assertEquals(
        List.of("s[0] {\"id\":\"a\"} none", "s[0] none {\"id\":\"b\"}"),
        diff("{'s': [{'id': 'a'}]}", "{'s': [{'id': 'b'}]}"));
  }

  @Test
  void of_longNumbers_areComparedAsTheyAreWritten() throws LayerliftException {
    String zeros = "0".repeat(200);
    assertEquals(1, diff("{'a': 1.0" + zeros + "}", "{'a': 1}").size());
    assertEquals(0, diff("{'a': 1.0" + zeros + "}", "{'a': 1.0" + zeros + "}").size());
  }
}
