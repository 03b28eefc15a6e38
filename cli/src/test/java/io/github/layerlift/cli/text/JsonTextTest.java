package io.github.layerlift.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.text.ByteNames;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void text_anyName_isJsonThatShowsIt() throws Exception {
    byte[] latin = {'c', 'a', 'f', (byte) 0xe9, '\n', '\\', 'a'};
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("path", ByteNames.of(latin));
    for (String text : new String[] {JsonText.line(json), JsonText.of(json)}) {
      assertEquals(
          "caf\\xe9\n\\a", new ObjectMapper().readTree(text).get("path").asText(), text);
    }
  }
}
