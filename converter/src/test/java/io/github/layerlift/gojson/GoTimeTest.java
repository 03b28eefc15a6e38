package io.github.layerlift.gojson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTimeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2014-01-02T03:04:05Z|2014-01-02T03:04:05Z",
        "2014-01-02T03:04:05.120000000Z|2014-01-02T03:04:05.12Z",
        "2014-01-02T03:04:05.000Z|2014-01-02T03:04:05Z",
        "2014-01-02T03:04:05.1234567891Z|2014-01-02T03:04:05.123456789Z",
        "2014-01-02T03:04:05.1234567899Z|2014-01-02T03:04:05.123456789Z",
        "2014-01-02T03:04:05.0000000009Z|2014-01-02T03:04:05Z",
        "2014-01-02T03:04:05,5Z|2014-01-02T03:04:05.5Z",
        "2014-01-02T3:04:05Z|2014-01-02T03:04:05Z",
        "2014-01-02T03:04:05+00:00|2014-01-02T03:04:05Z",
        "2014-01-02T03:04:05-00:00|2014-01-02T03:04:05Z",
        "2014-01-02T03:04:05-07:30|2014-01-02T03:04:05-07:30",
        "2014-01-02T03:04:05+24:00|2014-01-02T03:04:05+24:00",
        "2014-01-02T03:04:05+02:60|2014-01-02T03:04:05+03:00",
        "2014-01-02T03:04:05+99:59|2014-01-02T03:04:05+99:59",
        "0000-01-01T00:00:00Z|0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z|0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z|9999-12-31T23:59:59.999999999Z",
        "2016-02-29T03:04:05Z|2016-02-29T03:04:05Z",
        "2000-02-29T03:04:05Z|2000-02-29T03:04:05Z",
      })
  void normalise_taken_asGoWritesIt(String text, String time) {
    assertEquals(Optional.of(time), GoTime.normalise(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "2014-01-02T03:04:05",
        "2014-01-02 03:04:05Z",
        "2014-01-02t03:04:05Z",
        "2014-01-02T03:04:05z",
        "2014-1-2T03:04:05Z",
        "2014-01-02T03:04Z",
        "2014-01-02T03:04:05.Z",
        "2014-01-02T24:00:00Z",
        "2014-01-02T23:60:00Z",
        "2014-01-02T23:59:60Z",
        "2014-02-30T03:04:05Z",
        "2015-02-29T03:04:05Z",
        "1900-02-29T03:04:05Z",
        "2014-04-31T00:00:00Z",
        "2014-13-01T00:00:00Z",
        "2014-00-01T00:00:00Z",
        "2014-01-00T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "-001-01-01T00:00:00Z",
        " 2014-01-02T03:04:05Z",
        "2014-01-02T03:04:05Z ",
        "2014-01-02T03:04:05+0200",
        "2014-01-02T03:04:05+02",
        "2014-01-02T03:04:05+2:00",
        "2014-01-02T03:04:05X07:30",
        "2014-01-02T03:04:05,07:30",
        "2014-01-02T03:04:05.",
        "2014-01-02T03:04:05+99:60",
        "2014-01-02T03:04:05+99:99",
        "2014-01-02T03:04:05ZZ",
        "2014-01-02T03:04:5Z",
        "2014-01-02T03:4:05Z",
        "\u0662014-01-02T03:04:05Z",
      })
  void normalise_refusedByGo_empty(String text) {
    assertEquals(Optional.empty(), GoTime.normalise(text));
  }

  @Property
  void normalise_anyInstant_asJavaWritesIt(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    OffsetDateTime time =
        OffsetDateTime.ofInstant(Instant.ofEpochSecond(second, nano), ZoneOffset.UTC);
    String full = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'"));
    String cut = full.replaceAll("\\.?0*Z$", "Z");
    assertEquals(Optional.of(cut), GoTime.normalise(full));
    assertEquals(Optional.of(cut), GoTime.normalise(cut));
  }

  @Property
  void normalise_anyText_neverThrows(@ForAll String text) {
    assertEquals(Optional.empty(), GoTime.normalise(text));
  }
}
