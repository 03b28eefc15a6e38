package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainArgumentsTest {
  @ParameterizedTest
  @CsvSource({
    "convert in out, in, out, false, false",
    "convert - -, -, -, false, false",
    "convert @in @out, @in, @out, false, false",
    "convert -f in out, in, out, true, false",
    "convert --quiet --force in out, in, out, true, true",
    "convert -q - out, -, out, false, true"
  })
  void parse_usualCall_isUnderstood(
      String line, String input, String output, boolean force, boolean quiet) {
    assertEquals(
        Optional.of(new PlainArguments(input, output, force, quiet)),
        PlainArguments.parse(line.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "convert",
        "convert in",
        "convert -f in",
        "inspect in out",
        "convert in out -f",
        "convert in out more",
        "convert -fq in out",
        "convert -f -f in out",
        "convert -- in out",
        "convert 'in' out",
        "convert \"in\" out",
        "convert --jobs 2 in out",
        "convert --help in out"
      })
  void parse_anythingElse_isLeftToPicocli(String line) {
    assertTrue(PlainArguments.parse(line.split(" ")).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"convert  out", "convert in "})
  void parse_emptyName_isLeftToPicocli(String line) {
    assertTrue(PlainArguments.parse(line.split(" ", -1)).isEmpty());
  }
}
