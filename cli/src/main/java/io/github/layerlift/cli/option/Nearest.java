package io.github.layerlift.cli.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the existing word that was probably meant. */
final class Nearest {
  private static final int MIN_START = 3;

  private Nearest() {}

  /** One that starts with {@code word}, or is a few typing errors away from it; ignores case. */
  static Optional<String> of(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(each -> distance(lower, each) <= lower.length() / 3)
        .min(Comparator.comparingInt(each -> distance(lower, each)));
  }

  private static int distance(String word, String known) {
    boolean begun = word.length() >= MIN_START && known.startsWith(word);
    return begun ? 0 : edits(word, known);
  }

  /** Letters put in, left out, replaced, or swapped with their neighbour. */
  private static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (isSwap(from, i, to, j)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[from.length()][to.length()];
  }

  private static boolean isSwap(String from, int i, String to, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
