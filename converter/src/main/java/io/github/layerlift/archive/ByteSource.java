package io.github.layerlift.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

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

  /** Whether nobody else can change it, so that what was found out about it stays true. */
  default boolean isPrivate() {
    return false;
  }

  /**
   * Proves that the source is still what it was when it was opened.
   *
   * @throws io.github.layerlift.report.StorageException if it changed
   */
  void checkUnchanged() throws IOException;
}
