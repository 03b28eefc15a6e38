package io.github.layerlift.tar;

import java.io.IOException;

/**
 * Takes a reader of headers from block to block of a tar, past the data between them.
 *
 * @param <X> what reading fails with
 */
interface Cursor<X extends IOException> {
  /**
   * Reads the block at {@code next}.
   *
   * @param dataEnd where the data before it ends, which may have no padding at the end
   * @return how many bytes of it are there, fewer than 512 only at the end; -1 if the data isn't
   */
  int move(long dataEnd, long next) throws X;

  /** What the block is in. */
  byte[] bytes();

  /** Where the block is in {@link #bytes()}. */
  int start();

  /** The data behind the block, or as much of it as is there. */
  byte[] data(String name, long at, int size) throws X;
}
