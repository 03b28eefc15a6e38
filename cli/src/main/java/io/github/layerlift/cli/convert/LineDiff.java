package io.github.layerlift.cli.convert;

import java.util.ArrayList;
import java.util.List;

/** The lines that two texts don't share, in their order, each with {@code -} or {@code +} before it. */
final class LineDiff {
  /** From here on, a table of all pairs takes too much memory. */
  private static final int MAX_PAIRS = 4_000_000;

  private LineDiff() {}

  static List<String> of(List<String> before, List<String> after) {
    int start = 0;
    int common = Math.min(before.size(), after.size());
    while (start < common && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < common - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    return different(
        before.subList(start, before.size() - end), after.subList(start, after.size() - end));
  }

  private static List<String> different(List<String> before, List<String> after) {
    List<String> lines = new ArrayList<>();
    boolean small = (long) before.size() * after.size() <= MAX_PAIRS;
    int[][] shared = small ? shared(before, after) : new int[0][0];
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      boolean both = small && i < before.size() && j < after.size();
      if (both && before.get(i).equals(after.get(j))) {
        i++;
        j++;
      } else if (i < before.size() && !(both && shared[i + 1][j] < shared[i][j + 1])) {
        lines.add("- " + before.get(i++));
      } else {
        lines.add("+ " + after.get(j++));
      }
    }
    return lines;
  }

  /** How many lines the rests of both texts share, from each pair of lines on. */
  private static int[][] shared(List<String> before, List<String> after) {
    int[][] shared = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        shared[i][j] = before.get(i).equals(after.get(j))
            ? shared[i + 1][j + 1] + 1
            : Math.max(shared[i + 1][j], shared[i][j + 1]);
      }
    }
    return shared;
  }
}
