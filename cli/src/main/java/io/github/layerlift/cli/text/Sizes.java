package io.github.layerlift.cli.text;

import java.time.Duration;

/** Amounts as people read them. */
public final class Sizes {
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final int STEP = 1000;
  private static final double NANOS = 1e9;

  private Sizes() {}

  /** Such as {@code 1 layer}, {@code 2 layers}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** A time in seconds. */
  public static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  /** Such as {@code 512 bytes}, {@code 1.4 MB}. */
  public static String text(long bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= STEP || (unit > 0 && Math.round(value) >= STEP)) {
      value /= STEP;
      unit++;
    }
    long tenths = Math.round(value * 10);
    String number = unit == 0 || tenths >= 1000
        ? Long.toString(Math.round(value))
        : tenths / 10 + "." + tenths % 10;
    return number + " " + (unit == 0 && bytes == 1 ? "byte" : UNITS[unit]);
  }
}
