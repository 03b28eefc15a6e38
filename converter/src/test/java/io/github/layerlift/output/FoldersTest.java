package io.github.layerlift.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FoldersTest {

  @Test
  void holding_file_isItsFolder() {
    assertEquals(Path.of("/a"), Folders.holding(Path.of("/a/b")));
    assertEquals(Path.of("").toAbsolutePath(), Folders.holding(Path.of("b")));
  }

  @Test
  void holding_root_isTheRoot() {
    assertEquals(Path.of("/"), Folders.holding(Path.of("/")));
  }
}
