package io.github.layerlift.output;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleFilesTest {

  @TempDir
  private Path folder;

  @Test
  void remove_anyonesTemporaryFiles_areGone() throws IOException {
    Files.createFile(folder.resolve(".a.tar.layerlift-1.tmp"));
    Files.createFile(folder.resolve(".b.tar.layerlift-2.tmp"));
    StaleFiles.remove(folder);
    assertEquals(List.of(), names());
  }

  @Test
  void remove_whatIsNoTemporaryFile_stays() throws IOException {
    Files.createFile(folder.resolve("a.tar"));
    Files.createFile(folder.resolve(".a.tar.layerlift-1.txt"));
    Files.createDirectory(folder.resolve(".c.layerlift-3.tmp"));
    Files.createSymbolicLink(folder.resolve(".d.layerlift-4.tmp"), Path.of("a.tar"));
    List<String> before = names();
    StaleFiles.remove(folder);
    assertEquals(before, names());
  }

  @Test
  void remove_fileInUse_stays() throws IOException {
    try (TempFile used = TempFile.beside(folder.resolve("a.tar"))) {
      StaleFiles.remove(folder);
      assertEquals(List.of(used.path().getFileName().toString()), names());
    }
  }

  @Test
  void remove_noSuchFolder_doesNothing() throws IOException {
    assertDoesNotThrow(() -> StaleFiles.remove(folder.resolve("gone")));
    assertDoesNotThrow(() -> StaleFiles.remove(Files.createFile(folder.resolve("file"))));
    assertEquals(List.of("file"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
