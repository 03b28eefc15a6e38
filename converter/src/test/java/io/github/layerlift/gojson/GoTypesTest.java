package io.github.layerlift.gojson;

import static io.github.layerlift.gojson.GoField.always;
import static io.github.layerlift.gojson.GoField.omitEmpty;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING|\"a<\"|\"a\\u003c\"|false",
        "STRING|\"\"|\"\"|true",
        "STRING|null|\"\"|true",
        "BOOL|true|true|false",
        "BOOL|false|false|true",
        "BOOL|null|false|true",
        "INT|5|5|false",
        "INT|-0|0|true",
        "INT|9223372036854775807|9223372036854775807|false",
        "INT|null|0|true",
        "INT_POINTER|0|0|false",
        "INT_POINTER|null|0|true",
        "STRINGS|[]|[]|true",
        "STRINGS|[\"a\",null]|[\"a\",\"\"]|false",
        "STRINGS|null|null|true",
        "STRING_OR_STRINGS|\"a b\"|[\"a b\"]|false",
        "STRING_OR_STRINGS|\"\"|[\"\"]|false",
        "STRING_OR_STRINGS|[]|[]|true",
        "STRING_OR_STRINGS|null|null|true",
        "SET|{\"z\":{},\"a\":{\"x\":1},\"m\":null}|{\"a\":{},\"m\":{},\"z\":{}}|false",
        "SET|{}|{}|true",
        "SET|null|null|true",
        "MAP|{\"b\":\"1\",\"a\":null}|{\"a\":\"\",\"b\":\"1\"}|false",
        "MAP|{}|{}|true",
        "MAP|null|null|true",
        "TIME|\"2014-01-02T03:04:05.50Z\"|\"2014-01-02T03:04:05.5Z\"|false",
        "TIME|null|\"0001-01-01T00:00:00Z\"|false",
      })
  void write_value_asGo(GoTypes type, String value, String json, boolean empty) throws Exception {
    assertEquals(json, write(type, value));
    assertEquals(empty, type.isEmpty(field(value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING|5",
        "STRING|[]",
        "BOOL|\"true\"",
        "BOOL|1",
        "INT|1.0",
        "INT|1e3",
        "INT|\"5\"",
        "INT|9223372036854775808",
        "INT_POINTER|1.5",
        "INT_POINTER|true",
        "STRINGS|\"x\"",
        "STRINGS|[1]",
        "STRING_OR_STRINGS|{}",
        "STRING_OR_STRINGS|[1]",
        "STRING_OR_STRINGS|1",
        "SET|[]",
        "SET|{\"a\":1}",
        "SET|{\"a\":[]}",
        "MAP|{\"a\":1}",
        "MAP|\"x\"",
        "TIME|5",
      })
  void write_wrongKind_refused(GoTypes type, String value) {
    Faults.expect(ErrorCode.JSON_SHAPE, () -> write(type, value));
  }

  @Test
  void write_noTime_refused() {
    LayerliftException fault =
        Faults.expect(ErrorCode.V1_TIME_INVALID, () -> write(GoTypes.TIME, "\"today\""));
    assertEquals(
        "$.field is \"today\", which is not an RFC 3339 time, such as 2014-01-02T03:04:05Z (entry \"x/json\")",
        fault.getMessage());
  }

  @Test
  void struct_fields_ownOrderAndOmissions() throws Exception {
    GoStruct inner = new GoStruct(List.of(always("N", GoTypes.INT)), true);
    GoStruct struct = new GoStruct(
        List.of(
            always("B", GoTypes.STRING),
            omitEmpty("A", GoTypes.STRING),
            omitEmpty("Inner", inner),
            always("Plain", new GoStruct(List.of(omitEmpty("X", GoTypes.BOOL)), false))),
        false);
    assertEquals("{\"B\":\"\",\"Plain\":{}}", write(struct, "{\"unknown\":1}"));
    assertEquals("{\"B\":\"\",\"Plain\":{}}", write(struct, "null"));
    assertEquals(
        "{\"B\":\"b\",\"A\":\"a\",\"Inner\":{\"N\":0},\"Plain\":{\"X\":true}}",
        write(struct, "{\"plain\":{\"x\":true},\"INNER\":{},\"a\":\"a\",\"b\":\"b\"}"));
    assertEquals(false, struct.isEmpty(Optional.empty()));
    assertEquals(true, inner.isEmpty(Optional.empty()));
  }

  @Test
  void struct_notAnObject_refused() {
    GoStruct struct = new GoStruct(List.of(always("A", GoTypes.STRING)), true);
    Faults.expect(ErrorCode.JSON_SHAPE, () -> write(struct, "[]"));
    Faults.expect(ErrorCode.JSON_SHAPE, () -> write(struct, "\"x\""));
  }

  private static String write(GoType type, String value) throws LayerliftException {
    JsonWriter out = new JsonWriter();
    type.write(field(value), out);
    return out.text();
  }

  private static Optional<JsonFields> field(String value) throws LayerliftException {
    String document = "{\"field\":" + value + "}";
    return new JsonReader(new JsonLimits(10_000, 20))
        .read(document.getBytes(UTF_8), "x/json")
        .field("field");
  }
}
