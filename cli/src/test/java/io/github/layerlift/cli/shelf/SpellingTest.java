package io.github.layerlift.cli.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "file:/a/b, /a/b",
    "file:///a/b, /a/b",
    "hdfs://host/a, hdfs://host/a",
    "a/file:/b, a/file:/b",
    "'', ''"
  })
  void plain_any_isWithoutTheSchemeOfFiles(String path, String expected) {
    assertEquals(expected, Spelling.plain(path));
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "file:/a, /a, true",
    "b/a, /w/b/a, true",
    "../../b/a, /w/b/a, true",
    "b/a, s3a://bucket/b/a, true",
    "a, /w/ba, false",
    "a, b/a, false",
    "/a, /w/a, false",
    "'', /w/a, false",
    "/a, s3a://bucket/a, false"
  })
  void canBeSame_anyOrder_isWhatRelativesAllow(String one, String other, boolean expected) {
    assertEquals(expected, Spelling.canBeSame(one, other));
    assertEquals(expected, Spelling.canBeSame(other, one));
  }
}
