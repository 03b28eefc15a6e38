package io.github.layerlift.deflate;

import java.util.Arrays;

/** One block of deflate: which bytes are taken from where, and how that is written. */
final class DeflateBlock {
  static final int MIN_MATCH = 3;
  static final int MAX_MATCH = 258;

  /** A block ends after so many bytes, or with the match that goes beyond them: it can still be stored as it is. */
  static final int PLAIN = 0xffff - MAX_MATCH;

  /** Symbols: bytes, the end, lengths. */
  static final int FIRST_LENGTH = 257;

  static final int SYMBOLS = FIRST_LENGTH + 29;
  static final int DISTANCES = 30;

  private static final int END = 256;
  private static final int MAX_CODE = 15;

  /** Kinds of blocks. */
  private static final int STORED = 0;

  private static final int DYNAMIC = 2;

  private final int[] symbols = new int[SYMBOLS];
  private final int[] distances = new int[DISTANCES];
  private final int[] lengths = new int[MAX_MATCH + 1];

  /** The number of bytes before a match, its length, and one less than its distance, in 16 bits each but the first. */
  private final long[] matches = new long[0xffff / MIN_MATCH + 1];

  private final HuffmanCode symbolCode = new HuffmanCode(SYMBOLS, MAX_CODE);
  private final HuffmanCode distanceCode = new HuffmanCode(DISTANCES, MAX_CODE);
  private final CodeLengths codeLengths = new CodeLengths();
  private final BlockSymbols written = new BlockSymbols(symbolCode, distanceCode);
  private int start;
  private int matchCount;

  /** Where the bytes begin that no match has. */
  private int rest;

  void start(int from) {
    Arrays.fill(symbols, 0);
    Arrays.fill(distances, 0);
    Arrays.fill(lengths, 0);
    start = from;
    rest = from;
    matchCount = 0;
  }

  /** Adds the bytes before {@code at} as they are, and then those that are as {@code distance} bytes before. */
  void add(byte[] in, int at, int length, int distance) {
    count(in, at);
    lengths[length]++;
    distances[Slots.ofDistance(distance - 1)]++;
    matches[matchCount++] = ((long) (at - rest) << 32) | (length << 16) | (distance - 1);
    rest = at + length;
  }

  private void count(byte[] in, int end) {
    for (int i = rest; i < end; i++) {
      symbols[in[i] & 0xff]++;
    }
  }

  /** Ends the block before {@code end}, and writes it. */
  void write(byte[] in, int end, boolean last, BitWriter bits) {
    count(in, end);
    symbols[END] = 1;
    long extra = lengthBits() + distanceBits();
    symbolCode.make(symbols);
    distanceCode.make(distances);
    codeLengths.start(symbolCode.lengths(), distanceCode.lengths());
    long cost =
        codeLengths.cost() + symbolCode.cost(symbols) + distanceCode.cost(distances) + extra;
    int plain = end - start;
    // a stored one has its length twice
    boolean stored = cost >= (plain + 4L) * Byte.SIZE;
    bits.put(last ? 1 : 0, 1);
    bits.put(stored ? STORED : DYNAMIC, 2);
    if (stored) {
      bits.align();
      bits.put(plain, 16);
      bits.put(~plain & 0xffff, 16);
      bits.put(in, start, plain);
    } else {
      codeLengths.write(bits);
      written.write(in, start, end, matches, matchCount, bits);
      bits.putCode(symbolCode.codes()[END]);
    }
  }

  /** Counts the symbols of lengths, and their further bits. */
  private long lengthBits() {
    long extra = 0;
    for (int length = MIN_MATCH; length <= MAX_MATCH; length++) {
      int slot = Slots.ofLength(length);
      symbols[FIRST_LENGTH + slot] += lengths[length];
      extra += (long) lengths[length] * Slots.lengthExtra(slot);
    }
    return extra;
  }

  private long distanceBits() {
    long extra = 0;
    for (int slot = 0; slot < DISTANCES; slot++) {
      extra += (long) distances[slot] * Slots.distanceExtra(slot);
    }
    return extra;
  }
}
