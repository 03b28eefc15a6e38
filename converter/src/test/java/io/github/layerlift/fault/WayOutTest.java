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
  void replace_severalMatches_replacesOneInEachPart() {
    WayOut wayOut = WayOut.of("tar -xOf IN 'IN' && ").set(Setting.CONVERT, "IN");
    assertEquals(
        "tar -xOf $1 'IN' && Converter.convert($1)", wayOut.replace(IN, "$1").text());
    assertEquals(
        "Converter.convert(x/IN)",
        WayOut.of("").set(Setting.CONVERT, "IN/IN").replace(IN, "x").text());
    assertEquals(
        "Converter.convert(x) Leniency.inside(IN)",
        WayOut.of("")
            .set(Setting.CONVERT, "IN")
            .then(" ")
            .set(Setting.INSIDE, "IN")
            .replace(IN, "x")
            .text());
  }

  @Test
  void calling_anotherCall_isNamedInsteadOfAConversion() {
    WayOut piped = WayOut.piped("7z x -so IN").then(" reads it");
    assertEquals(
        "7z x -so IN | Publisher.push(-) reads it", piped.calling(Setting.PUSH).text());
    assertEquals(piped, piped.calling(Setting.CONVERT));
    assertEquals(
        WayOut.of(Setting.ENTRIES, "x"), WayOut.of(Setting.ENTRIES, "x").calling(Setting.INSPECT));
  }

  @Test
  void calling_manyArchives_areConvertedFirstUnlessTheyCanBePushed() {
    WayOut many = WayOut.of("tar x && ").set(Setting.BATCH, "DIR");
    assertEquals(many, many.calling(Setting.CONVERT));
    assertEquals(WayOut.of("tar x && ").set(Setting.BATCH_PUSH, "DIR"), many.calling(Setting.PUSH));
    assertEquals(many.then(", and use what that writes"), many.calling(Setting.INSPECT));
    assertEquals(many.then(", and use what that writes"), many.calling(Setting.PUSH_INDEX));
  }

  @Test
  void calling_callWithoutNames_leavesTheNameOut() {
    WayOut named =
        WayOut.of("").set(Setting.CONVERT, "V1").then(" ").set(Setting.CONVERT_TAGS, "app:1");
    assertEquals("Publisher.push(V1)", named.calling(Setting.PUSH).text());
    assertEquals("Inspector.inspect(V1)", named.calling(Setting.INSPECT).text());
    assertEquals(
        "Editor.edit(V1) Change.Rename(app:1)", named.calling(Setting.EDIT).text());
    WayOut selected =
        WayOut.of("").set(Setting.CONVERT_SELECT, "x").then(" ").set(Setting.CONVERT_TAGS, "app:1");
    assertEquals(selected, selected.calling(Setting.PUSH));
  }
}
