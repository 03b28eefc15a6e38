package io.github.layerlift.cli.text;

import io.github.layerlift.text.Printable;

/** Text from an archive, made to fit a line of a terminal. */
public final class Line {
  private Line() {}

  /** {@code text} with terminal control characters escaped, cut if it is longer than {@code most}. */
  public static String fit(String text, int most) {
    String safe = Printable.text(text);
    int length = safe.codePointCount(0, safe.length());
    return length <= most
        ? safe
        : safe.substring(0, safe.offsetByCodePoints(0, Math.max(0, most - 1))) + '…';
  }

  /** {@code text} and spaces up to {@code width}. */
  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
