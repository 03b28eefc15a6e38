package io.github.layerlift.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipes of {@code docs/edit.md} run, and what they write is sound. */
class EditPageTest {
  private static final SmallArchive ARCHIVE = SmallArchive.of(
      "[\"app:1.0\"]",
      "\"config\":{\"Env\":[\"PASSWORD=x\"],\"Cmd\":[\"x\"]},"
          + "\"history\":[{\"created_by\":\"ENV PASSWORD=x\",\"empty_layer\":true},"
          + "{\"created_by\":\"COPY\"}]",
      Map.of(
          "root/.ssh/id_rsa", "secret".getBytes(UTF_8),
          "etc/ssl/a.pem", "pem".getBytes(UTF_8),
          "var/cache/apt/list", "list".getBytes(UTF_8)));
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FILE =
      Pattern.compile("(legacy\\.tar|new\\.tar|(ca\\.pem|site|rootfs\\.tar\\.gz)=.*)");

  @TempDir
  private Path folder;

  static List<String> recipes() throws IOException {
    String page = Files.readString(Path.of("../docs/edit.md")).replace("\r\n", "\n");
    return BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
  }

  @BeforeEach
  void setUp() throws IOException {
    Files.write(folder.resolve("legacy.tar"), ARCHIVE.bytes());
    Files.writeString(folder.resolve("ca.pem"), "certificate");
    Files.writeString(Files.createDirectories(folder.resolve("site/css")).resolve("a.css"), "a {}");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(SmallArchive.tar(Map.of("opt/tool", "tool".getBytes(UTF_8))));
    }
    Files.write(folder.resolve("rootfs.tar.gz"), packed.toByteArray());
  }

  private FakeConsole run(List<String> call) {
    return new FakeConsole()
        .run(call.stream()
            .map(word -> FILE.matcher(word).matches() ? folder + "/" + word : word)
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void recipe_runsWithoutAWarning(String recipe) {
    List<List<String>> calls =
        recipe.lines().flatMap(line -> ShellCalls.of(line).stream()).toList();
    assertEquals(1, calls.size(), recipe);
    FakeConsole console = run(calls.get(0));
    assertEquals(0, console.code(), console.err());
    assertEquals("", console.err(), recipe);
    assertTrue(console.out().startsWith("sha256:"), console.out());
    if (!calls.get(0).contains("--dry-run")) {
      assertEquals(0, run(List.of("verify", "new.tar")).code(), recipe);
    }
  }

  @Test
  void recipes_areTen() throws IOException {
    assertTrue(recipes().size() >= 10, "" + recipes().size());
  }
}
