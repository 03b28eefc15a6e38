package io.github.layerlift.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class LibraryFolderTest {
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
  void open_usually_isPrivateAndGoneWhenClosed() throws IOException {
    Path path;
    try (LibraryFolder folder = LibraryFolder.open()) {
      path = folder.path();
      Files.writeString(path.resolve("library.so"), "");
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }
    assertFalse(Files.exists(path));
  }

  @Test
  void open_afterKilledProcess_removesWhatItLeft() throws IOException {
    LibraryFolder left = LibraryFolder.open();
    Files.writeString(left.path().resolve("library.so"), "");
    LibraryFolder recent = LibraryFolder.open();
    Files.setLastModifiedTime(left.path(), FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    LibraryFolder.open().close();

    assertFalse(Files.exists(left.path()));
    assertTrue(Files.exists(recent.path()));
    recent.close();
  }
}
