package io.github.layerlift.codec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.image.Compression;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionMethodTest {

  @ParameterizedTest
  @CsvSource({
    "gzip,GZIP,1",
    "gzip:1,GZIP,1",
    "gzip:9,GZIP,9",
    "zstd,ZSTD,3",
    "zstd:1,ZSTD,1",
    "zstd:19,ZSTD,19",
    "zstd:07,ZSTD,7"
  })
  void parse_valid_kindAndLevel(String text, Compression kind, int level) {
    assertEquals(Optional.of(new CompressionMethod(kind, level)), CompressionMethod.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "GZIP",
        "gzip:",
        "gzip:0",
        "gzip:10",
        "gzip:001",
        "zstd:4294967297",
        "zstd:0:",
        "zstd::",
        "zstd:1/",
        "zstd:1:",
        "gzip:-1",
        "gzip:+1",
        "zstd:20",
        "zstd:x",
        "zstd:100",
        "zstd:1:2",
        " gzip",
        "xz",
        "bzip2",
        "zstd:\u0661"
      })
  void parse_invalid_empty(String text) {
    assertEquals(Optional.empty(), CompressionMethod.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "gzip,GZIP,6",
    "gzip:2,GZIP,2",
    "zstd,ZSTD,3",
    "zstd:19,ZSTD,19",
    "xz,XZ,6",
    "xz:1,XZ,1",
    "xz:9,XZ,9"
  })
  void parseForArchive_valid_kindAndLevel(String text, Compression kind, int level) {
    assertEquals(
        Optional.of(new CompressionMethod(kind, level)), CompressionMethod.parseForArchive(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "xz:", "xz:0", "xz:10", "XZ", "bzip2", "gzip:0", "xz:6:"})
  void parseForArchive_invalid_empty(String text) {
    assertEquals(Optional.empty(), CompressionMethod.parseForArchive(text));
  }

  @Test
  void parse_xz_empty() {
    assertEquals(Optional.empty(), CompressionMethod.parse("xz"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void requireLibrary_here_isThere(String text) {
    assertDoesNotThrow(() -> CompressionMethod.parse(text).orElseThrow().requireLibrary());
  }
}
