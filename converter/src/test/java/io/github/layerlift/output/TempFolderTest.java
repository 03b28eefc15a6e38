package io.github.layerlift.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempFolderTest {

  @TempDir
  private Path folder;

  @Test
  void close_filledFolder_nothingLeft() throws IOException {
    try (TempFolder temp = TempFolder.beside(folder.resolve("out"))) {
      Files.createDirectories(temp.path().resolve("a/b"));
      Files.writeString(temp.path().resolve("a/b/f"), "x");
    }
    assertEquals(List.of(), names());
  }

  @Test
  void close_movedAway_staysThere() throws IOException {
    try (TempFolder temp = TempFolder.beside(folder.resolve("out"))) {
      Files.writeString(temp.path().resolve("f"), "x");
      Files.move(temp.path(), folder.resolve("out"));
    }
    assertEquals(List.of("out"), names());
    assertTrue(Files.exists(folder.resolve("out/f")));
  }

  @Test
  void beside_staleFolder_removedWithItsGuard() throws IOException {
    Files.createFile(folder.resolve(".out.layerlift-1.tmp"));
    Files.createDirectories(folder.resolve(".out.layerlift-1.tmp.d/blobs"));
    Files.writeString(folder.resolve(".out.layerlift-1.tmp.d/blobs/f"), "x");
    TempFolder.beside(folder.resolve("out")).close();
    assertEquals(List.of(), names());
  }

  @Test
  void beside_staleFolderWithLink_targetStays() throws IOException {
    Path precious = Files.createDirectory(folder.resolve("precious"));
    Files.writeString(precious.resolve("f"), "x");
    Files.createFile(folder.resolve(".out.layerlift-1.tmp"));
    Files.createDirectory(folder.resolve(".out.layerlift-1.tmp.d"));
    Files.createSymbolicLink(folder.resolve(".out.layerlift-1.tmp.d/l"), precious);
    TempFolder.beside(folder.resolve("out")).close();
    assertEquals(List.of("precious"), names());
    assertTrue(Files.exists(precious.resolve("f")));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
