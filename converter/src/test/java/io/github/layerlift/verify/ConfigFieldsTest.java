package io.github.layerlift.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFieldsTest {
  private static final Path DOC = Path.of("..", "docs", "verify.md");

  static Stream<ConfigFields.Field> rows() {
    return ConfigFields.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void check_valueOfTheType_isRight(ConfigFields.Field field) throws Exception {
    assertEquals(List.of(), find(config(field, right(field.type()))));
    assertEquals(List.of(), find(config(field, "null")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void check_valueOfAnotherType_saysWhoRefuses(ConfigFields.Field field) throws Exception {
    for (String wrong : wrong(field.type())) {
      List<Finding> findings = find(config(field, wrong));
      assertEquals(1, findings.size(), wrong + " gave " + findings);
      Finding finding = findings.get(0);
      String place = field.toString().replace("[]", "[0]");
      assertTrue(finding.where().startsWith("f.json $." + place), finding.where());
      assertTrue(finding.text().endsWith("; " + field.refused().words()), finding.text());
      boolean note = field.refused() == ConfigFields.Refused.BY_ALL_BUT_DOCKER;
      assertEquals(note ? FindingCode.CONFIG_LOOSE : FindingCode.CONFIG_REFUSED, finding.code());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"yesterday\"",
        "5",
        "{}",
        "\"2020-01-01\"",
        "\"2020-01-01 00:00:00Z\"",
        "\"2020-02-30T00:00:00Z\"",
        "\"2020-01-01T00:00:00\\u002b00:00\"",
        "\"2020-01-01T00:00:00\\u005a\""
      })
  void check_timeThatGoRefuses_isFound(String time) throws Exception {
    assertEquals(1, find("{\"created\":" + time + "}").size());
    assertEquals(1, find("{\"history\":[null,{\"created\":" + time + "}]}").size());
  }

  @Test
  void check_nameInOtherCase_isTheField() throws Exception {
    assertEquals(1, find("{\"Config\":{\"ENV\":\"A=1\"}}").size());
  }

  @Test
  void check_severalWrong_areAllFound() throws Exception {
    assertEquals(3, find("{\"author\":5,\"config\":{\"User\":5,\"Env\":\"x\"}}").size());
  }

  /** The integration test checks what the page says. */
  @Test
  void page_table_isThisOne() throws IOException {
    List<String> lines = Files.readAllLines(DOC);
    Map<String, String> table = rows()
        .collect(Collectors.groupingBy(
            field -> field.type().words() + " | " + field.refused().words(),
            LinkedHashMap::new,
            Collectors.mapping(field -> "`" + field + "`", joining(", "))));
    table.forEach((key, fields) -> {
      String line = "| " + key + " | " + fields + " |";
      assertTrue(lines.contains(line), "verify.md lacks: " + line);
    });
  }

  private static String right(FieldType type) {
    return switch (type) {
      case TEXT -> "\"\"";
      case FLAG -> "true";
      case NUMBER -> "-9223372036854775808";
      case TEXTS, TEXT_OR_TEXTS, LIST -> "[\"a\",null]";
      case TEXT_MAP -> "{\"a\":\"b\",\"c\":null}";
      case SET -> "{\"80/tcp\":{},\"81\":null,\"82\":{\"a\":1}}";
      case OBJECT -> "{}";
      case OBJECTS -> "[{},null]";
      case TIME -> "\"2020-01-02T03:04:05.6+01:00\"";
    };
  }

  private static List<String> wrong(FieldType type) {
    return switch (type) {
      case TEXT -> List.of("5", "[\"a\"]", "{}", "true");
      case FLAG -> List.of("\"true\"", "1");
      case NUMBER -> List.of("\"3s\"", "1.5", "1e3", "9223372036854775808");
      case TEXTS -> List.of("\"a\"", "[5]", "{}");
      case TEXT_OR_TEXTS -> List.of("5", "[5]", "{}");
      case LIST -> List.of("\"\"", "\"sh\"");
      case TEXT_MAP -> List.of("[\"a\"]", "{\"a\":5}", "\"a=b\"");
      case SET -> List.of("[\"80\"]", "{\"80\":\"x\"}", "\"80\"");
      case OBJECT -> List.of("\"x\"", "[]", "5");
      case OBJECTS -> List.of("{}", "\"x\"", "[\"x\"]");
      case TIME -> List.of("5");
    };
  }

  /** A config that has nothing but the one field. */
  private static String config(ConfigFields.Field field, String value) {
    String json = value;
    for (int i = field.path().size() - 1; i >= 0; i--) {
      String name = field.path().get(i);
      json = name.equals("*") ? "[" + json + "]" : "{\"" + name + "\":" + json + "}";
    }
    return json;
  }

  private static List<Finding> find(String json) throws LayerliftException {
    Findings findings = new Findings();
    JsonReader reader = new JsonReader(new JsonLimits(1 << 16, 20));
    ConfigFields.check(reader.read(json.getBytes(UTF_8), "f.json"), findings);
    return findings.list();
  }
}
