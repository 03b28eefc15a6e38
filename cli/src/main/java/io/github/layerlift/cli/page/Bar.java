package io.github.layerlift.cli.page;

import java.util.Locale;

/**
 * A piece of a bar, as parts of the bar's room.
 *
 * @param kind which of several colours
 * @param start from 0 to 1
 * @param length from 0 to 1
 */
public record Bar(int kind, double start, double length) {
  private static final int PERCENT = 100;

  public String x() {
    return percent(start);
  }

  public String width() {
    return percent(length);
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.2f%%", part * PERCENT);
  }
}
