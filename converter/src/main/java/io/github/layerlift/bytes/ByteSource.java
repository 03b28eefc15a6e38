package io.github.layerlift.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes at fixed positions, readable by several threads at once. */
public interface ByteSource extends Closeable {
  /** What to call it in a message: a path, or {@code standard input}. */
  String name();

  /** Size in bytes, fixed when the source was opened. */
  long size();

  /**
   * Reads some bytes from {@code position} into {@code into}.
   *
   * @return how many, at least 1 if there is room; -1 at or past the end
   */
  int read(ByteBuffer into, long position) throws IOException;

  /**
   * Has the system copy some bytes from {@code position} to the current position of {@code to},
   * bypassing the program.
   *
   * @return how many; 0 if they have to be read
   */
  default long transfer(long position, long count, FileChannel to) throws IOException {
    return 0;
  }

  /** Whether nobody else can change it, so that what is known about it stays true. */
  default boolean isPrivate() {
    return false;
  }

  /**
   * Proves that the source has not changed since it was opened.
   *
   * @throws io.github.layerlift.fault.StorageException if it changed
   */
  void checkUnchanged() throws IOException;
}
