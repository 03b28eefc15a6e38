package io.github.layerlift.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir
  private Path folder;

  @Test
  void holding_file_isItsFolder() {
    assertEquals(Path.of("/a").toAbsolutePath(), Folders.holding(Path.of("/a/b")));
    assertEquals(Path.of("").toAbsolutePath(), Folders.holding(Path.of("b")));
  }

  @Test
  void holding_root_isTheRoot() {
    assertEquals(Path.of("/").toAbsolutePath(), Folders.holding(Path.of("/")));
  }

  /** As on Windows, where an empty folder can't be replaced in one step. */
  @Test
  void rename_oneStepDenied_takesTwo() throws IOException {
    WatchedDisk disk = new WatchedDisk(folder);
    Files.createFile(Files.createDirectory(folder.resolve("new")).resolve("file"));
    Files.createDirectory(folder.resolve("target"));
    List<String> moves = new ArrayList<>();
    disk.hook(event -> {
      moves.add(event);
      if (moves.size() == 1) {
        throw new AccessDeniedException("target");
      }
    });

    Folders.rename(disk.path("new"), disk.path("target"));

    assertEquals(List.of("move new target", "move new target"), moves);
    assertTrue(Files.exists(folder.resolve("target").resolve("file")));
  }
}
