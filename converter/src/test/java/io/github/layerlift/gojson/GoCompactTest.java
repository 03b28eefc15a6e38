package io.github.layerlift.gojson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GoCompactTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void values_none_none() {
    assertEquals(List.of(), GoCompact.values("{}"));
  }

  @Test
  void values_blankObject_none() {
    assertEquals(List.of(), GoCompact.values(" { \n } "));
  }

  @Test
  void values_spaces_goBetweenTokensOnly() {
    assertEquals(
        List.of("[1,{\"a\":\"b c\"},2]", "\" x \"", "-1.50E+3", "null"),
        GoCompact.values(
            " {\t\"a\" : [ 1 , { \"a\" : \"b c\" },\r\n\t2 ] ,\r\n\"b\":\" x \", \"c\":-1.50E+3,\"d\": null}\n"));
  }

  @Test
  void values_strings_keepTheirEscapes() {
    assertEquals(
        List.of("\"\\u0041\\/\\\"\\\\\"", "\"{[,:]}\"", "\"\\\\\""),
        GoCompact.values("{\"x\\\"y:{\":\"\\u0041\\/\\\"\\\\\",\"b\":\"{[,:]}\",\"\":\"\\\\\"}"));
  }

  @Test
  void values_htmlSigns_escaped() {
    assertEquals(
        List.of("\"\\u003c\\u003e\\u0026\\u2028\\u2029\"", "{\"\\u003c\":1}"),
        GoCompact.values("{\"a\":\"<>&\u2028\u2029\",\"b\":{\"<\":1}}"));
  }

  @Test
  void values_nestedContainers_whole() {
    assertEquals(
        List.of("{}", "[]", "[[],[{}]]"), GoCompact.values("{\"a\":{},\"b\":[],\"c\":[[],[{}]]}"));
  }

  @Property(tries = 300)
  void values_prettyPrinted_sameAsCompact(@ForAll("objects") Map<String, Object> object)
      throws JsonProcessingException {
    List<String> values = new ArrayList<>();
    for (Object value : object.values()) {
      values.add(MAPPER.writeValueAsString(value));
    }
    String pretty = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object);
    assertEquals(values, GoCompact.values(pretty));
    assertEquals(values, GoCompact.values(MAPPER.writeValueAsString(object)));
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    Arbitrary<String> texts =
        Arbitraries.strings().withChars("ab \\\"{}[],:\n\t\u00e9").ofMaxLength(6);
    Arbitrary<Object> values = Arbitraries.lazyOf(
        texts::asGeneric,
        () -> Arbitraries.integers().asGeneric(),
        () -> texts.list().ofMaxSize(3).asGeneric(),
        () -> Arbitraries.maps(texts, texts).ofMaxSize(3).asGeneric());
    return Arbitraries.maps(texts, values).ofMaxSize(4).map(LinkedHashMap::new);
  }
}
