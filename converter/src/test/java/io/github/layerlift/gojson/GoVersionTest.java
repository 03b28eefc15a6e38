package io.github.layerlift.gojson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoVersionTest {

  /** As in Docker 20.10.24: these pass through its struct. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.8",
        "1.8.2",
        "1.8.3-cs1",
        "1.8.3-rc1",
        "1.8.2-cs9",
        "v1.9",
        "abc",
        "1..9",
        " 1.9.1",
        "1.8.-3",
        "-1",
        "1.8.3_x",
        "1_0",
        "0.7.6",
        "1.",
        ".",
        "1.8.\u0664"
      })
  void isLess_old_true(String version) {
    assertEquals(true, GoVersion.isLess(version, "1.8.3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.8.3",
        "1.8.4",
        "1.9.0-dev",
        "1.9.1",
        "1.10",
        "01.8.3",
        "1.08.03",
        "1.8.3.0",
        "1.8.3.1",
        "1.8.03",
        "2",
        "1.9.",
        "1.9.1 ",
        "20.10.24+dfsg1",
        "1.8.10",
        "1.9223372036854775808",
        "99999999999999999999",
        "1.+9",
        "1.8.+3",
        "+2",
        "19.03.1-ce"
      })
  void isLess_new_false(String version) {
    assertFalse(GoVersion.isLess(version, "1.8.3"));
  }

  @Property
  void isLess_numbers_asNumbers(
      @ForAll @IntRange(max = 30) int a,
      @ForAll @IntRange(max = 30) int b,
      @ForAll @IntRange(max = 30) int c,
      @ForAll @IntRange(max = 30) int d) {
    boolean less = a != c ? a < c : b < d;
    assertEquals(less, GoVersion.isLess(a + "." + b, c + "." + d + ".0"));
  }

  @Property
  void isLess_anyText_neverItself(@ForAll String version) {
    assertFalse(GoVersion.isLess(version, version));
  }

  /** As in {@code strconv.Atoi}: a number that exceeds 64 bits becomes the largest one. */
  @ParameterizedTest
  @CsvSource({
    "9223372036854775806, 9223372036854775807, true",
    "9223372036854775807, 9223372036854775808, false",
    "99999999999999999999, 9223372036854775807, false",
    "-9223372036854775808, -9223372036854775807, true",
    "-9223372036854775809, -9223372036854775808, false",
    "-99999999999999999999, -9223372036854775807, true",
    "-1, +0, true",
    "1, 1.10, true",
    "1.10, 1, false",
    "1.-5, 1, true",
    "1, 1.-5, false",
    "0.3, .5, true",
    ".5, 0.3, false",
    "000000000000000000000000000001, 2, true",
    "3, 000000000000000000000000000002, false"
  })
  void isLess_oddNumbers_asGo(String one, String other, boolean less) {
    assertEquals(less, GoVersion.isLess(one, other));
  }

  @Test
  void isLess_millionsOfDigitsOrDots_takesNoTime() {
    assertTimeout(Duration.ofSeconds(60), () -> {
      assertFalse(GoVersion.isLess("9".repeat(8_000_000), "1.8.3"));
      assertEquals(true, GoVersion.isLess(".".repeat(8_000_000), "1.8.3"));
      assertEquals(true, GoVersion.isLess("1.8" + ".0".repeat(4_000_000), "1.8.3"));
    });
  }
}
