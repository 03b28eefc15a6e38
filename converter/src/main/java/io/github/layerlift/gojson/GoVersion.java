package io.github.layerlift.gojson;

/**
 * Versions as Docker compares them: numbers between dots, what is not a number counts as 0, so that
 * {@code 1.8.3-cs1} is less than {@code 1.8.3}. Takes time in proportion to the length of the
 * texts, whatever they contain.
 *
 * @see <a href="https://github.com/moby/moby/blob/v20.10.24/api/types/versions/compare.go">its
 *     source</a>
 */
public final class GoVersion {
  private GoVersion() {}

  public static boolean isLess(String one, String other) {
    int left = 0;
    int right = 0;
    while (left <= one.length() || right <= other.length()) {
      int leftEnd = end(one, left);
      int rightEnd = end(other, right);
      int order = Long.compare(part(one, left, leftEnd), part(other, right, rightEnd));
      if (order != 0) {
        return order < 0;
      }
      left = leftEnd + 1;
      right = rightEnd + 1;
    }
    return false;
  }

  private static int end(String version, int start) {
    int dot = version.indexOf('.', start);
    return dot < 0 ? version.length() : dot;
  }

  /** Go's {@code strconv.Atoi}, with its error ignored: too large a number is the largest. */
  private static long part(String version, int start, int end) {
    boolean signed = start < end && (version.charAt(start) == '+' || version.charAt(start) == '-');
    // accumulated below 0, where the range has one more number
    long value = 0;
    for (int i = signed ? start + 1 : start; i < end; i++) {
      int digit = version.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      value = value < (Long.MIN_VALUE + digit) / 10 ? Long.MIN_VALUE : value * 10 - digit;
    }
    if (signed && version.charAt(start) == '-') {
      return value;
    }
    return value == Long.MIN_VALUE ? Long.MAX_VALUE : -value;
  }
}
