package io.github.layerlift.deflate;

import java.util.Arrays;

/** The lengths of both codes of a block, in runs that have a code themselves (RFC 1951, 3.2.7). */
final class CodeLengths {
  /** The order in which lengths of the third code are written: what is rare comes last, and may be left out. */
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private static final int REPEAT = 16;
  private static final int ZEROS = 17;
  private static final int MANY_ZEROS = 18;

  /** Bits after each of these three symbols. */
  private static final int[] EXTRA = {2, 3, 7};

  private final int[] all = new int[DeflateBlock.SYMBOLS + DeflateBlock.DISTANCES];

  /** Symbols of the third code, each above the value that follows it. */
  private final int[] runs = new int[all.length];

  private final int[] counts = new int[ORDER.length];
  private final HuffmanCode code = new HuffmanCode(ORDER.length, 7);
  private int symbols;
  private int distances;
  private int runCount;

  void start(int[] symbolLengths, int[] distanceLengths) {
    symbols = used(symbolLengths, DeflateBlock.FIRST_LENGTH);
    distances = used(distanceLengths, 1);
    System.arraycopy(symbolLengths, 0, all, 0, symbols);
    System.arraycopy(distanceLengths, 0, all, symbols, distances);
    Arrays.fill(counts, 0);
    runCount = 0;
    int total = symbols + distances;
    int at = 0;
    while (at < total) {
      int end = at + 1;
      while (end < total && all[end] == all[at]) {
        end++;
      }
      addRun(all[at], end - at);
      at = end;
    }
    code.make(counts);
  }

  private static int used(int[] lengths, int least) {
    int used = lengths.length;
    while (used > least && lengths[used - 1] == 0) {
      used--;
    }
    return used;
  }

  private void addRun(int length, int count) {
    int left = count;
    if (length != 0) {
      add(length, 0);
      left--;
    }
    while (left >= 3) {
      int part = Math.min(left, length == 0 ? 138 : 6);
      if (length != 0) {
        add(REPEAT, part - 3);
      } else if (part <= 10) {
        add(ZEROS, part - 3);
      } else {
        add(MANY_ZEROS, part - 11);
      }
      left -= part;
    }
    for (; left > 0; left--) {
      add(length, 0);
    }
  }

  private void add(int symbol, int value) {
    counts[symbol]++;
    runs[runCount++] = (symbol << Byte.SIZE) | value;
  }

  /** In bits. */
  long cost() {
    long cost = 14 + 3L * used() + code.cost(counts);
    for (int symbol = REPEAT; symbol <= MANY_ZEROS; symbol++) {
      cost += (long) counts[symbol] * extra(symbol);
    }
    return cost;
  }

  void write(BitWriter bits) {
    bits.put(symbols - DeflateBlock.FIRST_LENGTH, 5);
    bits.put(distances - 1, 5);
    bits.put(used() - 4, 4);
    for (int i = 0; i < used(); i++) {
      bits.put(code.lengths()[ORDER[i]], 3);
    }
    for (int i = 0; i < runCount; i++) {
      int symbol = runs[i] >>> Byte.SIZE;
      bits.putCode(code.codes()[symbol]);
      bits.put(runs[i] & 0xff, extra(symbol));
    }
  }

  private static int extra(int symbol) {
    return symbol < REPEAT ? 0 : EXTRA[symbol - REPEAT];
  }

  private int used() {
    int used = ORDER.length;
    while (used > 4 && code.lengths()[ORDER[used - 1]] == 0) {
      used--;
    }
    return used;
  }
}
