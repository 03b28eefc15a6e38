package io.github.layerlift.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.image.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "team/*:1.*, team/app:1.2, true",
    "team/*:1.*, team/app:2.1, false",
    "team/*, team/app:2.1, true",
    "team/*, team/sub/app:1, false",
    "team/*/*, team/sub/app:1, true",
    "*, app:1, true",
    "*, team/app:1, false",
    "*:1, app:1, true",
    "*:1, app:11, false",
    "app*, app.old:1, true",
    "docker.io/library/a*, app:1, true",
    "docker.io/*/a*, team/app:1, true",
    "reg.example:5000/*, reg.example:5000/app:1, true",
    "reg.example:5000/*:2, reg.example:5000/app:1, false",
    "a.c*, abc:1, false"
  })
  void means_name_isMeantOrNot(String pattern, String name, boolean meant) {
    assertEquals(meant, NamePattern.of(pattern).means(Reference.parse(name).orElseThrow()));
  }

  @Test
  void is_asterisk_makesAPattern() {
    assertTrue(NamePattern.is("team/*"));
    assertFalse(NamePattern.is("team/app"));
  }
}
