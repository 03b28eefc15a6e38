package io.github.layerlift.deflate;

/** Looks at many places that may have the same three bytes, and whether the next byte has a longer match. */
final class ThoroughSearch extends MatchSearch {
  /** By level, from 2 on: depth, good, enough. */
  private static final int[][] LEVELS = {
    {4, 3, 16},
    {8, 8, 32},
    {12, 12, 32},
    {24, 16, 128},
    {96, 32, 258},
    {192, 64, 258},
    {768, 258, 258},
    {2048, 258, 258}
  };

  private static final int HASHED = 0xffffff;

  /** A match of three bytes from farther away takes more room than the bytes. */
  private static final int SHORT_WINDOW = 1 << 12;

  /** From this length on, a longer match is looked for at a quarter of the places. */
  private static final int LONG_MATCH = 32;

  /** By place, modulo the window: the place before it that has the same hash. */
  private final int[] previous = new int[WINDOW];

  private final int depth;
  private final int good;
  private final int enough;

  /** The match at hand. */
  private int size;

  private int distance;

  /**
   * @param depth how many places are looked at
   * @param good length of a match after which the next byte is not looked at
   * @param enough length of a match after which no other place is looked at
   */
  private ThoroughSearch(int depth, int good, int enough) {
    this.depth = depth;
    this.good = good;
    this.enough = enough;
  }

  static ThoroughSearch ofLevel(int level) {
    int[] of = LEVELS[level - 2];
    return new ThoroughSearch(of[0], of[1], of[2]);
  }

  @Override
  int fill(DeflateBlock block, byte[] in, int from, int until, int length) {
    int end = Math.min(until, length - TAIL);
    int rest = from;
    int at = from;
    while (at < end) {
      size = DeflateBlock.MIN_MATCH - 1;
      int known = at + 1;
      if (!findLonger(in, at, length)) {
        at = known;
        continue;
      }
      while (size < good && known < end && findLonger(in, known++, length)) {
        at = known - 1;
      }
      block.add(in, at, size, distance);
      rest = at + size;
      for (; known < Math.min(rest, length - TAIL); known++) {
        remember(in, known);
      }
      at = rest;
    }
    return Math.max(rest, until);
  }

  /** Replaces the match at hand by a longer one at {@code at}, if there is one. */
  private boolean findLonger(byte[] in, int at, int length) {
    int most = Math.min(length - at, DeflateBlock.MAX_MATCH);
    int tries = size < LONG_MATCH ? depth : depth / 4;
    int best = size;
    int found = remember(in, at);
    while (tries > 0 && at - found <= WINDOW && best < Math.min(most, enough)) {
      if (in[found + best] == in[at + best]) {
        int common = common(in, found, at, most);
        if (common > best && (common > DeflateBlock.MIN_MATCH || at - found <= SHORT_WINDOW)) {
          best = common;
          distance = at - found;
        }
      }
      found = previous[found & (WINDOW - 1)];
      tries--;
    }
    boolean longer = best > size;
    size = best;
    return longer;
  }

  /** Adds a place, and gives the one before it that has the same hash. */
  private int remember(byte[] in, int at) {
    int slot = slot(word(in, at) & HASHED);
    int found = last[slot];
    last[slot] = at;
    previous[at & (WINDOW - 1)] = found;
    return found;
  }
}
