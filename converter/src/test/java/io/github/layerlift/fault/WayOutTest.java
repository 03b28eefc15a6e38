package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WayOutTest {
  private static final Pattern IN = Pattern.compile("\\bIN\\b");

  @Test
  void text_settings_areNamedAsInTheLibrary() {
    assertEquals(
        "Limits.entries raises the limit", WayOut.raise(Setting.ENTRIES).text());
    assertEquals(
        "7z x -so IN | Converter.convert(-)", WayOut.piped("7z x -so IN").text());
    assertEquals("a\\u001b", WayOut.of("a\u001b").text());
  }

  @Test
  void text_otherTerms_standInTheirPlace() {
    WayOut wayOut = WayOut.of("without ").set(Setting.READ_AS).then(", or as ");
    assertEquals(
        "without READ_AS, or as READ_AS=v1",
        wayOut
            .set(Setting.READ_AS, "v1")
            .text((setting, value) -> value.isEmpty() ? setting.name() : setting + "=" + value));
  }

  @Test
  void replaceFirst_severalMatches_replacesOne() {
    WayOut wayOut = WayOut.of("tar -xOf IN 'IN' && ").set(Setting.CONVERT, "IN");
    assertEquals(
        "tar -xOf $1 'IN' && Converter.convert(IN)",
        wayOut.replaceFirst(IN, "$1").text());
    assertEquals(
        "Converter.convert(x/IN)",
        WayOut.of("").set(Setting.CONVERT, "IN/IN").replaceFirst(IN, "x").text());
  }
}
