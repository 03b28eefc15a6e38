package io.github.layerlift.output;

import java.io.IOException;
import java.nio.file.attribute.FileTime;

/**
 * Told of a file that is whole and on the disk, right before it gets its name: what is noted down
 * here is known of every file that ever has the name.
 */
@FunctionalInterface
public interface Finished {
  /** Nobody wants to know. */
  Finished UNNOTED = (size, modified) -> {};

  /**
   * Notes the file down; if that fails, the file doesn't get its name.
   *
   * @param size in bytes
   * @param modified as it will be under the new name
   */
  void note(long size, FileTime modified) throws IOException;
}
