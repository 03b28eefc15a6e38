package io.github.layerlift.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({"linux/amd64,linux,amd64,''", "linux/arm/v7,linux,arm,v7", "a_B.9/-x/..v,a_B.9,-x,..v"
  })
  void parse_valid_parts(String text, String os, String architecture, String variant) {
    assertEquals(Optional.of(new Platform(os, architecture, variant)), Platform.parse(text));
    assertEquals(text, Platform.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "linux",
        "linux/",
        "/amd64",
        "a/b/c/d",
        "a/b/",
        " linux/amd64",
        "a//b",
        "linux/..",
        "linux/../x",
        "./amd64",
        "linux/arm/.",
        "linux/amd 64",
        "linux/amd64\n",
        "linux/é",
        "linux/a:b",
        "linux/\u0000",
        "*/amd64",
        "linux\\amd64"
      })
  void parse_invalid_empty(String text) {
    assertEquals(Optional.empty(), Platform.parse(text));
  }

  @Test
  void isComplete_bothNamed_true() {
    assertTrue(Platform.LINUX_AMD64.isComplete());
    assertFalse(new Platform("linux", "", "v7").isComplete());
    assertFalse(new Platform("", "arm", "").isComplete());
  }
}
