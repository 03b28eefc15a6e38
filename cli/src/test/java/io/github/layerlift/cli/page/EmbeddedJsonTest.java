package io.github.layerlift.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        "&lt;&amp;",
        "a\u2028b\u2029c",
        "\"\\</ScRiPt >\\\"",
        "\u0000\u0001\n\u202e\ud83d\ude00"
      })
  void of_anyText_isTheSameJsonWithoutMarkup(String text) throws Exception {
    JsonNode json = TextNode.valueOf(text);
    String embedded = EmbeddedJson.of(json);
    assertEquals(json, new ObjectMapper().readTree(embedded));
    for (String markup : new String[] {"<", ">", "&", "\u2028", "\u2029"}) {
      assertFalse(embedded.contains(markup), embedded);
    }
  }

  @Test
  void of_plainText_staysAsItIs() {
    assertEquals("\"a/b.tar\"", EmbeddedJson.of(TextNode.valueOf("a/b.tar")));
  }
}
