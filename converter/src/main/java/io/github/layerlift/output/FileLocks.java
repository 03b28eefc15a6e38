package io.github.layerlift.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/**
 * Locks on files, which the system releases when a process ends, however it ends. What is locked is a
 * byte after the end of any file: Windows lets nobody else read what is locked.
 */
public final class FileLocks {
  private static final long POSITION = Long.MAX_VALUE - 1;

  private FileLocks() {}

  /** Locks until the channel is closed; false if another process holds it, or another task of this one. */
  public static boolean take(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(POSITION, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
