package io.github.layerlift.deflate;

/** Lengths and distances have symbols in common, and further bits that tell them apart (RFC 1951, 3.2.5). */
final class Slots {
  private static final int LAST_LENGTH = 28;

  private Slots() {}

  /** Which of 29 symbols a length has. */
  static int ofLength(int length) {
    int value = length - DeflateBlock.MIN_MATCH;
    if (value < 8) {
      return value;
    }
    int log = log(value);
    return length == DeflateBlock.MAX_MATCH
        ? LAST_LENGTH
        : 4 * (log - 1) + ((value >>> (log - 2)) & 3);
  }

  /** The number of further bits. */
  static int lengthExtra(int slot) {
    return slot < 8 || slot == LAST_LENGTH ? 0 : slot / 4 - 1;
  }

  /** Which of 30 symbols a distance has, of which {@code less} is one less. */
  static int ofDistance(int less) {
    if (less < 2) {
      return less;
    }
    int log = log(less);
    return 2 * log + ((less >>> (log - 1)) & 1);
  }

  /** The number of further bits. */
  static int distanceExtra(int slot) {
    return Math.max(0, (slot >>> 1) - 1);
  }

  private static int log(int value) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
  }
}
