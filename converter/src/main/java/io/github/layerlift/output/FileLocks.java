package io.github.layerlift.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/** Locks on whole files, which the system releases when a process ends, however it ends. */
public final class FileLocks {
  private FileLocks() {}

  /** Locks until the channel is closed; false if another process holds it, or another task of this one. */
  public static boolean take(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
