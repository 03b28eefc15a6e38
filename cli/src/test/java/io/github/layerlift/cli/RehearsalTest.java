package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @TempDir
  private Path folder;

  @Test
  void run_archive_allCommandsSucceed() throws IOException {
    Path old = Files.write(folder.resolve("old.tar"), SmallArchive.hello().bytes());
    FakeConsole console = new FakeConsole();

    Rehearsal.run(console.console(), old.toString(), folder.toString());

    assertEquals(
        "",
        console.err().lines().filter(line -> line.startsWith("error")).findAny().orElse(""));
    assertTrue(Files.isDirectory(folder.resolve("files")));
    assertTrue(console.out().contains("sound"), console.out());
    assertTrue(console.out().contains("equal"), console.out());
  }
}
