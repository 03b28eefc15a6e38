package io.github.layerlift.tar;

import java.util.Arrays;

/**
 * Which parts of a sparse file are stored; between them are holes, which read as zeros. Parts are
 * in the order of the file, without overlap.
 */
final class SparseMap {
  private final long size;
  private long[] starts = new long[8];
  private long[] ends = new long[8];
  private long[] stored = new long[8];
  private int count;
  private long storedBytes;

  /**
   * @param size of the file with its holes, in bytes
   */
  SparseMap(long size) {
    this.size = size;
  }

  /** Adds a part after the existing ones; false if it doesn't fit. */
  boolean add(long start, long length) {
    long last = count == 0 ? 0 : ends[count - 1];
    if (start < last || length < 0 || start > size - length) {
      return false;
    }
    if (length > 0) {
      grow();
      starts[count] = start;
      ends[count] = start + length;
      stored[count] = storedBytes;
      storedBytes += length;
      count++;
    }
    return true;
  }

  long size() {
    return size;
  }

  /** How many parts are stored. */
  int count() {
    return count;
  }

  /** Bytes of all parts. */
  long storedBytes() {
    return storedBytes;
  }

  /** The part that contains {@code position}, or the next one; {@link #count} if none is left. */
  int part(long position) {
    int found = Arrays.binarySearch(ends, 0, count, position);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Where the part starts in the file. */
  long start(int part) {
    return part == count ? size : starts[part];
  }

  /** Where the part ends in the file. */
  long end(int part) {
    return ends[part];
  }

  /** The position of the part's first byte among the stored bytes. */
  long stored(int part) {
    return stored[part];
  }

  private void grow() {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      stored = Arrays.copyOf(stored, count * 2);
    }
  }
}
