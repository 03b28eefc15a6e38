package io.github.layerlift.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

  @ParameterizedTest
  @CsvSource({
    "plain text \u00e9 \u4e2d,plain text \u00e9 \u4e2d",
    "'a\nb',a\\u000ab",
    "a\u007fb,a\\u007fb",
    "a\u009bb,a\\u009bb",
    "a\u2028b,a\\u2028b",
    "a\u200fb,a\\u200fb",
    "a\u2066b,a\\u2066b",
    "a\u202eb,a\\u202eb",
    "a\u061cb,a\\u061cb",
    "a\u00adb,a\\u00adb",
    "a\u2060b,a\\u2060b",
    "a\ufeffb,a\\ufeffb",
    "a\ud800b,a\\ud800b",
    "a\udb40\udc01b,a\\udb40\\udc01b",
    "\ud83d\ude00,\ud83d\ude00",
  })
  void text_unsafe_escaped(String raw, String safe) {
    assertEquals(safe, Printable.text(raw));
  }

  @Property(tries = 200)
  void text_any_oneShortLine(@ForAll String raw) {
    String safe = Printable.text(raw);
    assertTrue(safe.length() <= 401);
    assertFalse(safe.chars().anyMatch(Character::isISOControl));
  }

  @Property(tries = 200)
  void name_any_hasNothingUnsafeAndKeepsTheRest(@ForAll String raw) {
    String safe = Printable.name(raw);
    assertFalse(safe.codePoints()
        .anyMatch(point -> Character.getType(point) == Character.FORMAT
            || Character.getType(point) == Character.CONTROL
            || Character.getType(point) == Character.SURROGATE));
    assertEquals(safe, Printable.name(safe));
  }

  @Test
  void text_cutWithinAnEscape_endsBeforeIt() {
    assertEquals("x".repeat(398) + "\u2026", Printable.text("x".repeat(398) + "\u001b[31m"));
    assertEquals(396 + 1, Printable.text("\u001b".repeat(399)).length());
  }

  @ParameterizedTest
  @CsvSource({"400,400,false", "401,401,true", "5000,401,true"})
  void text_long_isCut(int length, int shown, boolean cut) {
    String safe = Printable.text("x".repeat(length));
    assertEquals(shown, safe.length());
    assertEquals(cut, safe.endsWith("\u2026"));
  }
}
