package io.github.layerlift.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  private static final JsonReader READER = new JsonReader(new JsonLimits(1 << 16, 5));

  @Test
  void read_everyKind_asWritten() throws Exception {
    Json json = read(" {\"b\":[1.50e+3,true,false,null,\"x\\u0041\"],\"a\":{}} \n");
    Json.Arr array = new Json.Arr(List.of(
        new Json.Num("1.50e+3"),
        new Json.Bool(true),
        new Json.Bool(false),
        new Json.Null(),
        new Json.Str("xA")));
    assertEquals(new Json.Obj(Map.of("b", array, "a", new Json.Obj(Map.of()))), json);
    assertEquals(List.of("b", "a"), List.copyOf(((Json.Obj) json).fields().keySet()));
  }

  @Test
  void read_sameFileAgainAndAgain_isLimited() throws Exception {
    JsonReader reader = new JsonReader(new JsonLimits(10, 5, 25));
    byte[] file = "\"12345678\"".getBytes(UTF_8);
    reader.read(file, "a.json");
    reader.read(file, "a.json");
    reader.read("12345".getBytes(UTF_8), "b.json");
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> reader.read("1".getBytes(UTF_8), "c.json"));
    assertEquals(ErrorCode.JSON_TOO_BIG, fault.code());
    assertTrue(fault.getMessage().contains("more than 25 bytes"), fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "[1",
        "{\"a\":1",
        "{\"a\"",
        "{'a':1}",
        "{a:1}",
        "[1,]",
        "{\"a\":1,}",
        "tru",
        "nul",
        "NaN",
        "01",
        "+1",
        ".5",
        "1.",
        "0x1",
        "-",
        "1e",
        "\"",
        "\"\\q\"",
        "\"\\u12\"",
        "\"\t\"",
        "// c\n1",
        "/* c */1",
        "# c\n1",
        "]",
        "}",
        ",",
        ":",
        "[1 2]",
        "{\"a\" 1}",
        "not json"
      })
  void read_badSyntax_refused(String text) {
    LayerliftException fault = Faults.expect(ErrorCode.JSON_SYNTAX, () -> read(text));
    assertEquals("f.json", fault.entry().orElseThrow());
    assertLinesMatch(
        List.of(
            "(this is not valid JSON at line \\d+, column \\d+|the JSON is truncated after \\d+ bytes) .*"),
        fault.getMessage().lines().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\r"})
  void read_nothing_saysEmpty(String text) {
    LayerliftException fault = Faults.expect(ErrorCode.JSON_SYNTAX, () -> read(text));
    assertTrue(fault.getMessage().startsWith("the JSON file is empty"), fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}{}", "1 2", "{} x", "[]]", "null\0", "{}\0\0"})
  void read_textFollows_refused(String text) {
    Faults.expect(ErrorCode.JSON_SYNTAX, () -> read(text));
  }

  @Test
  void read_depth_limitIsExact() throws Exception {
    assertEquals("an array", read("[[[[[1]]]]]").kind());
    LayerliftException fault = Faults.expect(ErrorCode.JSON_TOO_DEEP, () -> read("[[[[[[1]]]]]]"));
    assertEquals("the JSON is nested deeper than 5 levels (entry \"f.json\")", fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("Limits.jsonDepth"));
    Faults.expect(ErrorCode.JSON_TOO_DEEP, () -> read("{\"a\":".repeat(6) + "1" + "}".repeat(6)));
  }

  @Test
  void read_veryDeep_noStackOverflow() {
    JsonReader reader = new JsonReader(new JsonLimits(1 << 20, 500));
    byte[] deep = "[".repeat(500_000).getBytes(UTF_8);
    Faults.expect(ErrorCode.JSON_TOO_DEEP, () -> reader.read(deep, "f"));
  }

  @Test
  void read_size_limitIsExact() throws Exception {
    JsonReader reader = new JsonReader(new JsonLimits(10, 5));
    assertTrue(reader
            .read(MemorySource.extent("f", "\"12345678\"".getBytes(UTF_8)))
            .text()
            .length()
        == 8);
    LayerliftException fault = Faults.expect(
        ErrorCode.JSON_TOO_BIG,
        () -> reader.read(MemorySource.extent("f", "\"123456789\"".getBytes(UTF_8))));
    assertTrue(fault.hint().orElseThrow().contains("Limits.jsonBytes"));
  }

  @Test
  void read_oneLongString_fine() throws Exception {
    JsonReader reader = new JsonReader(new JsonLimits(30_000_000, 5));
    String text = "x".repeat(25_000_000);
    byte[] json = ("{\"" + text.substring(0, 100_000) + "\":\"" + text + "\"}").getBytes(UTF_8);
    assertTrue(reader.read(json, "f").isObject());
  }

  @Test
  void read_longNumber_keptAsWritten() throws Exception {
    String digits = "9".repeat(5000);
    assertEquals(new Json.Num(digits), read(digits));
  }

  @ParameterizedTest
  @CsvSource({"100,10000", "320000,10000", "640000,20000"})
  void read_values_limitIsExact(int limit, int most) {
    JsonReader reader = new JsonReader(new JsonLimits(limit, 5));
    byte[] allowed = ("[" + "1,".repeat(most - 2) + "1]").getBytes(UTF_8);
    assertDoesNotThrow(() -> reader.read(allowed, "f"));
    byte[] more = ("[" + "1,".repeat(most - 1) + "1]").getBytes(UTF_8);
    LayerliftException fault = Faults.expect(ErrorCode.JSON_TOO_BIG, () -> reader.read(more, "f"));
    assertTrue(fault.getMessage().contains(most + " values"), fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "[{\"x\":{\"b\":1,\"c\":2,\"b\":null}}]"
      })
  void read_keyTwice_refused(String text) {
    Faults.expect(ErrorCode.JSON_KEY_TWICE, () -> read(text));
  }

  @Test
  void read_keyInOtherCase_isAnother() throws Exception {
    assertEquals(2, ((Json.Obj) read("{\"a\":1,\"A\":2}")).fields().size());
  }

  @Test
  void read_otherEncodings_refused() {
    for (Charset charset : List.of(UTF_16, UTF_16LE, Charset.forName("UTF-32"))) {
      // only ASCII, whose zero bytes are valid UTF-8
      for (String text : List.of("{\"a\":\"\u00e9\"}", "{\"a\":1}", "1")) {
        byte[] bytes = text.getBytes(charset);
        Faults.expect(ErrorCode.JSON_SYNTAX, () -> READER.read(bytes, "f"));
      }
    }
    byte[] latin = "\"caf\u00e9\"".getBytes(ISO_8859_1);
    Faults.expect(ErrorCode.JSON_SYNTAX, () -> READER.read(latin, "f"));
  }

  @Test
  void read_byteOrderMark_refused() {
    LayerliftException fault = Faults.expect(ErrorCode.JSON_SYNTAX, () -> read("\ufeff{}"));
    assertTrue(fault.getMessage().contains("begins with a byte order mark"), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("use the folder"), fault.toString());
  }

  @Test
  void read_invalidUtf8_refused() {
    int[][] bad = {{0xff}, {0xc3}, {0xc0, 0x80}, {0xed, 0xa0, 0xbd}, {0xf4, 0x90, 0x80, 0x80}};
    for (int[] bytes : bad) {
      byte[] json = new byte[bytes.length + 2];
      json[0] = '"';
      json[json.length - 1] = '"';
      for (int i = 0; i < bytes.length; i++) {
        json[i + 1] = (byte) bytes[i];
      }
      Faults.expect(ErrorCode.JSON_SYNTAX, () -> READER.read(json, "f"));
    }
  }

  @Test
  void read_loneSurrogateEscape_kept() throws Exception {
    assertEquals(new Json.Str("\ud83d"), read("\"\\ud83d\""));
  }

  @Test
  void read_escapes_areKnown() throws Exception {
    Json.Arr array =
        (Json.Arr) read("[\"\", \"\u00e9\ud83d\ude00/\",\"\\u0041\",\"\\/\", \"\\ud83d\\ude00\"]");
    assertEquals(
        List.of(false, false, true, true, true),
        array.items().stream().map(item -> ((Json.Str) item).escaped()).toList());
  }

  @Test
  void read_manyStrings_onlyTheEscapedOneIs() throws Exception {
    String many = "\"x\u00e9\",".repeat(1_000);
    Json.Arr array = (Json.Arr) read("[" + many + "\"a\\u0062\"]");
    for (Json item : array.items()) {
      assertEquals(item.equals(new Json.Str("ab")), ((Json.Str) item).escaped());
    }
  }

  @Property(tries = 500)
  void read_anyBytes_valueOrFault(@ForAll byte[] bytes) {
    try {
      READER.read(bytes, "f");
    } catch (LayerliftException e) {
      assertTrue(e.code().id().startsWith("json-"));
    }
  }

  @Test
  void limits_notPositive_refused() {
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 0));
  }

  private static Json read(String text) throws LayerliftException {
    return READER.read(text.getBytes(UTF_8), "f.json").json();
  }
}
