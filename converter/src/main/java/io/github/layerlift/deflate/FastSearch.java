package io.github.layerlift.deflate;

/** Looks at one place only, the last that may have the same four bytes, and hurries where it finds nothing. */
final class FastSearch extends MatchSearch {
  /** Of bytes without a match, as a power of 2, after which one more is skipped each time. */
  private static final int PATIENCE = 6;

  @Override
  int fill(DeflateBlock block, byte[] in, int from, int until, int length) {
    int end = Math.min(until, length - TAIL);
    int rest = from;
    int at = from;
    while (at < end) {
      int word = word(in, at);
      int slot = slot(word);
      int found = last[slot];
      last[slot] = at;
      if (at - found > WINDOW || word(in, found) != word) {
        at += 1 + ((at - rest) >> PATIENCE);
        continue;
      }
      int next = at + common(in, found, at, Math.min(length - at, DeflateBlock.MAX_MATCH));
      int earliest = Math.max(rest, next - DeflateBlock.MAX_MATCH);
      while (at > earliest && found > 0 && in[at - 1] == in[found - 1]) {
        at--;
        found--;
      }
      block.add(in, at, next - at, at - found);
      if (next < end) {
        remember(in, at + 1);
        remember(in, next - 2);
        remember(in, next - 1);
      }
      at = next;
      rest = next;
    }
    return Math.max(rest, until);
  }

  private void remember(byte[] in, int at) {
    last[slot(word(in, at))] = at;
  }
}
