package io.github.layerlift.gojson;

import java.math.BigInteger;

/**
 * Versions as Docker compares them: numbers between dots, what is no number counts as 0, so that
 * {@code 1.8.3-cs1} is less than {@code 1.8.3}.
 *
 * @see <a href="https://github.com/moby/moby/blob/v20.10.24/api/types/versions/compare.go">its
 *     source</a>
 */
public final class GoVersion {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

  private GoVersion() {}

  public static boolean isLess(String one, String other) {
    String[] ones = one.split("\\.", -1);
    String[] others = other.split("\\.", -1);
    for (int i = 0; i < Math.max(ones.length, others.length); i++) {
      int order = Long.compare(part(ones, i), part(others, i));
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  /** Go's {@code strconv.Atoi}, with its error ignored: too large a number is the largest. */
  private static long part(String[] parts, int index) {
    String text = index < parts.length ? parts[index] : "";
    int digits = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    if (digits == text.length()) {
      return 0;
    }
    for (int i = digits; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return 0;
      }
    }
    return new BigInteger(text).min(MOST).max(LEAST).longValue();
  }
}
