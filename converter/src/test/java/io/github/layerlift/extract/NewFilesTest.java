package io.github.layerlift.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing is extracted where files have no modes")
class NewFilesTest {
  @TempDir
  private Path folder;

  @Test
  void in_folder_saysWhatANewFileHasAndLeavesNothing() throws IOException {
    NewFiles found = NewFiles.in(folder);
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(Files.getAttribute(file, "unix:uid"), found.uid());
    assertEquals(Files.getAttribute(file, "unix:gid"), found.gid());
    assertTrue(found.keep(0600));
  }

  @Test
  void keep_modes_onlyThoseThatNoMaskChanges() {
    NewFiles masked = new NewFiles(0, 0, 0755);
    assertTrue(masked.keep(0755));
    assertTrue(masked.keep(0644));
    assertFalse(masked.keep(0664));
    assertFalse(masked.keep(0646));
    assertFalse(masked.keep(04755));
    assertFalse(masked.keep(01644));
  }
}
