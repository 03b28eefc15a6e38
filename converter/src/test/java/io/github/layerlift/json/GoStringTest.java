package io.github.layerlift.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoStringTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a/b|\"a/b\"",
        "\"|\"\\\"\"",
        "\\|\"\\\\\"",
        "`\n\r\t`|\"\\n\\r\\t\"",
        "`\b\f`|\"\\u0008\\u000c\"",
        "`\0\u001f`|\"\\u0000\\u001f\"",
        "<&>|\"\\u003c\\u0026\\u003e\"",
        "\u2028\u2029|\"\\u2028\\u2029\"",
        "\u007f\u0080\ufeff\u00ad|\"\u007f\u0080\ufeff\u00ad\"",
        "\ud83d\ude00|\"\ud83d\ude00\"",
        "``|\"\"",
      })
  void quote_asGo(String text, String json) {
    assertEquals(json, quote(text));
  }

  @ParameterizedTest
  @CsvSource({
    "d83d,fffd",
    "de00,fffd",
    "d83d0078,fffd0078",
    "0078de00,0078fffd",
    "de00d83d,fffdfffd",
    "d83dd83dde00,fffdd83dde00"
  })
  void quote_loneSurrogates_replaced(String in, String out) {
    assertEquals("\"" + units(out) + "\"", quote(units(in)));
  }

  @Property
  void quote_any_readsBackTheSame(@ForAll String text) throws JsonProcessingException {
    String json = quote(text);
    String wellFormed = text.codePoints()
        .map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
    assertEquals(wellFormed, MAPPER.readValue(json, String.class));
    assertFalse(json.chars().anyMatch(c -> c < ' ' || "<>&\u2028\u2029".indexOf(c) >= 0), json);
  }

  private static String units(String hex) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < hex.length(); i += 4) {
      text.append((char) Integer.parseInt(hex, i, i + 4, 16));
    }
    return text.toString();
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder();
    GoString.quote(text, out);
    return out.toString();
  }
}
