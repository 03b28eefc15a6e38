package io.github.layerlift.deflate;

/** Writes what a block consists of in its codes: of all, this and the search take the time. */
final class BlockSymbols {
  private static final int SIZE_SHIFT = 24;

  private final int[] codes;
  private final int[] distanceCodes;

  /** By length: its code and its further bits, and how many these are. */
  private final int[] lengthCodes = new int[DeflateBlock.MAX_MATCH + 1];

  BlockSymbols(HuffmanCode symbolCode, HuffmanCode distanceCode) {
    codes = symbolCode.codes();
    distanceCodes = distanceCode.codes();
  }

  /** Writes the bytes from {@code start} to {@code end}, those of {@code matches} as such. */
  void write(byte[] in, int start, int end, long[] matches, int matchCount, BitWriter bits) {
    for (int length = DeflateBlock.MIN_MATCH; length <= DeflateBlock.MAX_MATCH; length++) {
      lengthCodes[length] = lengthCode(length);
    }
    int at = start;
    for (int i = 0; i < matchCount; i++) {
      int run = (int) (matches[i] >>> 32);
      int length = (int) matches[i] >>> 16;
      bits.putCodes(in, at, at + run, codes);
      match(length, (int) matches[i] & 0xffff, bits);
      at += run + length;
    }
    bits.putCodes(in, at, end, codes);
  }

  private int lengthCode(int length) {
    int slot = Slots.ofLength(length);
    int code = codes[DeflateBlock.FIRST_LENGTH + slot];
    int size = HuffmanCode.length(code);
    int extra = Slots.lengthExtra(slot);
    int value = (length - DeflateBlock.MIN_MATCH) & ((1 << extra) - 1);
    return HuffmanCode.bits(code) | (value << size) | ((size + extra) << SIZE_SHIFT);
  }

  private void match(int length, int less, BitWriter bits) {
    int lengthCode = lengthCodes[length];
    int slot = Slots.ofDistance(less);
    int code = distanceCodes[slot];
    int extra = Slots.distanceExtra(slot);
    int size = lengthCode >>> SIZE_SHIFT;
    long word = lengthCode & ((1 << SIZE_SHIFT) - 1);
    word |= (long) HuffmanCode.bits(code) << size;
    size += HuffmanCode.length(code);
    word |= (long) (less & ((1 << extra) - 1)) << size;
    bits.put(word, size + extra);
  }
}
