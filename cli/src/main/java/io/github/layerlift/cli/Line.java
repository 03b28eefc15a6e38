package io.github.layerlift.cli;

import io.github.layerlift.report.Printable;

/** Text from an archive, made to fit a line of a terminal. */
final class Line {
  private Line() {}

  /** {@code text} with what a terminal would obey escaped, cut where it is longer than {@code most}. */
  static String fit(String text, int most) {
    String safe = Printable.text(text);
    int length = safe.codePointCount(0, safe.length());
    return length <= most
        ? safe
        : safe.substring(0, safe.offsetByCodePoints(0, Math.max(0, most - 1))) + '…';
  }

  /** {@code text} and spaces up to {@code width}. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
