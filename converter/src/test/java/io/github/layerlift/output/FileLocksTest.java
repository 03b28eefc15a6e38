package io.github.layerlift.output;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileLocksTest {
  @TempDir
  private Path folder;

  private FileChannel open() throws Exception {
    return FileChannel.open(
        folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Test
  void take_twice_isRefused() throws Exception {
    try (FileChannel one = open();
        FileChannel other = open()) {
      assertTrue(FileLocks.take(one));
      assertFalse(FileLocks.take(other));
    }
  }

  /** On Windows nobody could read what is locked. */
  @Test
  void take_any_leavesTheContentUnlocked() throws Exception {
    try (FileChannel one = open();
        FileChannel other = open()) {
      assertTrue(FileLocks.take(one));
      try (FileLock content = other.tryLock(0, 1L << 60, false)) {
        assertTrue(content.isValid());
      }
    }
  }
}
