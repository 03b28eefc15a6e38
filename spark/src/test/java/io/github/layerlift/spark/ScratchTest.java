package io.github.layerlift.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  @TempDir
  private Path folder;

  @Test
  void make_places_areTakenInTheirOrder() throws IOException {
    Path yarn = Files.createDirectory(folder.resolve("yarn"));
    Path user = Files.createDirectory(folder.resolve("user"));
    Map<String, String> environment =
        Map.of("LOCAL_DIRS", yarn + ",/absent", "SPARK_LOCAL_DIRS", folder.toString());
    try (Scratch scratch = Scratch.make(Optional.empty(), environment)) {
      assertEquals(yarn, scratch.path().getParent());
    }
    try (Scratch scratch = Scratch.make(Optional.of(user), environment)) {
      assertEquals(user, scratch.path().getParent());
    }
    Path usual = Path.of(System.getProperty("java.io.tmpdir"));
    try (Scratch scratch =
        Scratch.make(Optional.empty(), Map.of("LOCAL_DIRS", folder.resolve("no").toString()))) {
      assertEquals(usual, scratch.path().getParent());
    }
  }

  @Test
  void close_filledFolder_goes() throws IOException {
    Scratch scratch = Scratch.make(Optional.of(folder), Map.of());
    Files.writeString(scratch.path().resolve("x"), "x");
    scratch.close();
    assertFalse(Files.exists(scratch.path()));
  }
}
