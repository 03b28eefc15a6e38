package io.github.layerlift.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void makeFiles() throws Exception {
    for (String name :
        List.of("a.tar", "b.tar", "c.tgz", ".hidden.tar", "x/d.tar", "x/y/e.tar", ".z/f.tar")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "*.tar, a.tar b.tar",
    "?.t*, a.tar b.tar c.tgz",
    "'{a,c}.*', a.tar c.tgz",
    "[b-c].*, b.tar c.tgz",
    "*/*.tar, x/d.tar",
    "**.tar, a.tar b.tar x/d.tar x/y/e.tar",
    "x/**/*.tar, x/y/e.tar",
    ".*.tar, .hidden.tar",
    ".z/*, .z/f.tar",
    "q*, ''",
    "absent/*.tar, ''",
    "'[', ''"
  })
  void expand_pattern_givesWhatAShellWould(String pattern, String matches) throws Exception {
    List<String> found = Globs.expand(folder.getFileSystem(), folder + "/" + pattern).stream()
        .map(path -> folder.relativize(path).toString())
        .toList();
    assertEquals(matches, String.join(" ", found));
  }

  @Test
  void isPattern_signs_tell() {
    assertTrue(Globs.isPattern("a*"));
    assertTrue(Globs.isPattern("{a}"));
    assertFalse(Globs.isPattern("a/b.tar"));
  }
}
