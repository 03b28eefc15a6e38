package io.github.layerlift.output;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Called with a file that is complete and on the disk, right before it gets its name: so every file
 * that ever has the name has been recorded.
 */
@FunctionalInterface
public interface Finished {
  /** Records nothing. */
  Finished UNNOTED = (size, modified) -> {};

  /**
   * Records the file; if that fails, the file doesn't get its name.
   *
   * @param size in bytes
   * @param modified as it will be under the new name
   */
  void note(long size, FileTime modified) throws IOException;

  /**
   * Called when the file has got its name: flushes the name to the disk. One who makes many files may do that
   * later, for all of a folder at once.
   */
  default void named(Path file) throws IOException {
    Folders.sync(Folders.holding(file));
  }
}
