package io.github.layerlift.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.fault.LayerliftException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void write_everyKind_compactInOrder() {
    JsonWriter out = new JsonWriter()
        .startObject()
        .field("s", "x")
        .field("n", -5)
        .field("l", List.of("a", "b"))
        .field("e", List.of())
        .key("b")
        .value(true)
        .key("null")
        .nullValue()
        .key("raw")
        .raw("{ }")
        .key("o")
        .startObject()
        .endObject()
        .key("a")
        .startArray()
        .startArray()
        .endArray()
        .value(1)
        .startObject()
        .endObject()
        .endArray()
        .endObject();
    String text = "{\"s\":\"x\",\"n\":-5,\"l\":[\"a\",\"b\"],\"e\":[],\"b\":true,\"null\":null,"
        + "\"raw\":{ },\"o\":{},\"a\":[[],1,{}]}";
    assertEquals(text, out.text());
    assertArrayEquals(text.getBytes(UTF_8), out.bytes());
  }

  @Test
  void value_json_asItWasRead() throws Exception {
    String text = "{\"z\":[1.50,1e3,-0,true,null,\"\\u003c\"],\"a\":{},\"b\":[]}";
    assertEquals(text, copy(text));
  }

  @Property(tries = 300)
  void value_anyDocument_readsBackTheSame(@ForAll("documents") Object document)
      throws JsonProcessingException, LayerliftException {
    String copy = copy(MAPPER.writeValueAsString(document));
    assertEquals(MAPPER.valueToTree(document), MAPPER.readTree(copy));
    assertEquals(copy, copy(copy));
  }

  @Provide
  Arbitrary<Object> documents() {
    Arbitrary<String> texts = Arbitraries.strings()
        .withCharRange('\0', '\u007f')
        .withChars("<>&\u2028\u2029\u00e9\u4e2d\ufeff")
        .ofMaxLength(12);
    Arbitrary<Object> leaves = Arbitraries.oneOf(
        texts.asGeneric(),
        Arbitraries.integers().asGeneric(),
        Arbitraries.of(true, false).asGeneric());
    // a limited depth: without it, a run occasionally grows without end
    return Arbitraries.recursive(
        () -> leaves,
        inner -> Arbitraries.oneOf(
            inner.list().ofMaxSize(3).asGeneric(),
            Arbitraries.maps(texts, inner)
                .ofMaxSize(3)
                .map(map -> (Map<String, Object>) new LinkedHashMap<>(map))
                .asGeneric()),
        0,
        3);
  }

  private static String copy(String text) throws LayerliftException {
    JsonFields view = new JsonReader(new JsonLimits(1 << 20, 500)).read(text.getBytes(UTF_8), "x");
    return new JsonWriter().value(view.json()).text();
  }
}
