package io.github.layerlift.tar;

import java.io.IOException;

/**
 * Moves a reader of headers from block to block of a tar, past the data between them.
 *
 * @param <X> the exception of a failed read
 */
interface Cursor<X extends IOException> {
  /**
   * Reads the block at {@code next}.
   *
   * @param dataEnd where the data before it ends, which may have no padding at the end
   * @return how many bytes of it are there, fewer than 512 only at the end; -1 if the data is incomplete
   */
  int move(long dataEnd, long next) throws X;

  /** The buffer of the block. */
  byte[] bytes();

  /** Where the block is in {@link #bytes()}. */
  int start();

  /** The data after the block, or as much of it as there is. */
  byte[] data(String name, long at, int size) throws X;
}
