package io.github.layerlift.deflate;

import java.util.Arrays;

/** A canonical code (RFC 1951, 3.2.2), made anew for what each block has. */
final class HuffmanCode {
  /** Where the length of a code is, above its bits. */
  private static final int LENGTH_SHIFT = 16;

  private static final int LOW = 0xffff;

  private final int maxLength;
  private final int[] codes;
  private final int[] lengths;

  /** Symbols that occur, the rarest first: how often, above which one. */
  private final long[] leaves;

  /** Of the tree: first the leaves, then the nodes above them, the root last. */
  private final int[] weights;

  private final int[] parents;

  HuffmanCode(int symbols, int maxLength) {
    this.maxLength = maxLength;
    codes = new int[symbols];
    lengths = new int[symbols];
    leaves = new long[symbols];
    weights = new int[2 * symbols];
    parents = new int[2 * symbols];
  }

  /** By symbol: a code, of which {@link #bits} and {@link #length} tell. */
  int[] codes() {
    return codes;
  }

  /** By symbol; 0 for those without a code. */
  int[] lengths() {
    return lengths;
  }

  /** Of a code, the first bit lowest. */
  static int bits(int code) {
    return code & LOW;
  }

  static int length(int code) {
    return code >>> LENGTH_SHIFT;
  }

  /** In bits, for symbols that occur as often as {@code counts} says. */
  long cost(int[] counts) {
    long cost = 0;
    for (int i = 0; i < lengths.length; i++) {
      cost += (long) counts[i] * lengths[i];
    }
    return cost;
  }

  /**
   * Makes the code for symbols that occur as often as {@code counts} says. There are always two: some readers
   * refuse a code of fewer.
   */
  void make(int[] counts) {
    Arrays.fill(lengths, 0);
    int used = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] > 0) {
        leaves[used++] = leaf(counts[symbol], symbol);
      }
    }
    for (int symbol = 0; used < 2; symbol++) {
      if (counts[symbol] == 0) {
        leaves[used++] = leaf(1, symbol);
      }
    }
    Arrays.sort(leaves, 0, used);
    while (depth(used) > maxLength) {
      flatten(used);
    }
    for (int i = 0; i < used; i++) {
      lengths[symbol(leaves[i])] = weights[i];
    }
    assign();
  }

  private static long leaf(long count, int symbol) {
    return (count << LENGTH_SHIFT) | symbol;
  }

  private static int symbol(long leaf) {
    return (int) leaf & LOW;
  }

  /** Makes rare symbols less rare beside others. */
  private void flatten(int used) {
    for (int i = 0; i < used; i++) {
      leaves[i] = leaf((leaves[i] >>> LENGTH_SHIFT) / 2 + 1, symbol(leaves[i]));
    }
    Arrays.sort(leaves, 0, used);
  }

  /** Builds Huffman's tree; in place of weights leaves have their depths then. Gives the largest. */
  private int depth(int used) {
    for (int i = 0; i < used; i++) {
      weights[i] = (int) (leaves[i] >>> LENGTH_SHIFT);
    }
    int leaf = 0;
    int inner = used;
    int root = 2 * used - 2;
    for (int node = used; node <= root; node++) {
      int weight = 0;
      for (int child = 0; child < 2; child++) {
        boolean isLeaf = leaf < used && (inner == node || weights[leaf] <= weights[inner]);
        int lightest = isLeaf ? leaf++ : inner++;
        weight += weights[lightest];
        parents[lightest] = node;
      }
      weights[node] = weight;
    }
    weights[root] = 0;
    for (int node = root - 1; node >= 0; node--) {
      weights[node] = weights[parents[node]] + 1;
    }
    return weights[0];
  }

  private void assign() {
    int[] next = new int[maxLength + 2];
    for (int length : lengths) {
      next[length + 1] += length == 0 ? 0 : 1;
    }
    for (int length = 1; length <= maxLength; length++) {
      next[length + 1] = (next[length + 1] + next[length]) << 1;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        int reversed = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
        codes[symbol] = reversed | (length << LENGTH_SHIFT);
      }
    }
  }
}
