package io.github.layerlift.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteNamesTest {
  @TempDir
  private Path folder;

  /** Bytes, written as the characters of Latin-1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "caf\u00e9",
        "caf\u00c3\u00a9",
        "\u00e9\u00c3\u00a9\u00ff",
        "\u00ed\u00b2\u0080",
        "\u00ed\u00a0\u0080\u00ed\u00b0\u0080",
        "\u00f0\u009f\u0098\u0080",
        "\u00f0\u009f\u0098",
        "\u00f0\u009f\u0098\u0080\u0080",
        "\u00c0\u00af",
        "a\\b\\\\x41\\xe9"
      })
  void of_anyBytes_keepsThem(String latin) {
    byte[] bytes = latin.getBytes(ISO_8859_1);

    String name = ByteNames.of(bytes);

    assertArrayEquals(bytes, ByteNames.bytes(name));
    assertEquals(name, ByteNames.unescaped(ByteNames.escaped(name)));
    assertTrue(ByteNames.isText(ByteNames.escaped(name)));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "names are bytes on Linux only")
  void of_randomBytes_keepsThem() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(12)];
      random.nextBytes(bytes);
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = bytes[at] == 0 || bytes[at] == '/' ? (byte) 0xe9 : bytes[at];
      }
      String name = ByteNames.of(bytes);

      assertArrayEquals(bytes, ByteNames.bytes(name));
      assertEquals(name, ByteNames.unescaped(ByteNames.escaped(name)));
      assertEquals(name, ByteNames.of(ByteNames.path(name)));
      assertEquals("/a/" + name, ByteNames.of(ByteNames.path("/a/" + name)));
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "names are bytes on Linux only")
  void path_twins_areTwoFiles() throws IOException {
    String latin = ByteNames.of(new byte[] {'c', 'a', 'f', (byte) 0xe9});

    Files.writeString(folder.resolve(ByteNames.path(latin)), "latin");
    Files.writeString(folder.resolve(ByteNames.path("caf\u00e9")), "utf-8");

    assertEquals("latin", Files.readString(folder.resolve(ByteNames.path(latin))));
    assertEquals("utf-8", Files.readString(folder.resolve("caf\u00e9")));
    try (var files = Files.list(folder)) {
      assertEquals(
          java.util.Set.of(latin, "caf\u00e9"),
          files
              .map(file -> ByteNames.of(file.getFileName()))
              .collect(java.util.stream.Collectors.toSet()));
    }
    assertNotEquals(latin, "caf\u00e9");
    assertFalse(ByteNames.isText(latin));
  }

  @Test
  void of_folderThatExists_hasNoSlash() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("gr\u00f6\u00dfe"));

    assertEquals(inner.toString().replace(File.separatorChar, '/'), ByteNames.of(inner));
    assertEquals("\u00e9/../x", ByteNames.of(Path.of("\u00e9/../x")));
  }

  @ParameterizedTest
  @CsvSource({
    "caf\\xe9, caf\udce9",
    "caf\\xC3\\xA9, caf\u00e9",
    "a\\b, a\\b",
    "a\\\\b, a\\b",
    "\\\\x41, \\x41",
    "\\x4, \\x4",
    "\\, \\"
  })
  void unescaped_anyText_isAName(String line, String name) {
    assertEquals(name, ByteNames.unescaped(line));
  }

  @Test
  void escaped_whatATerminalObeys_isSafe() {
    assertEquals(
        "\\x1b[1m\\x0a\\xc2\\x9b\\xe2\\x80\\xae\\x7f\\xe9\\\\",
        ByteNames.escaped("\u001b[1m\n\u009b\u202e\u007f\udce9\\"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\u00e9\0"})
  void path_nul_isRefused(String name) {
    assertThrows(InvalidPathException.class, () -> ByteNames.path(name));
  }
}
