package io.github.layerlift.report;

/** Text from an archive, made safe for one line of a terminal. */
public final class Printable {
  private static final int LONGEST = 400;

  private Printable() {}

  /**
   * Escapes control characters, line separators and bidirectional overrides as four-digit Unicode escapes,
   * and shortens what is longer than 400 characters.
   */
  public static String text(String raw) {
    return raw.length() > LONGEST ? escaped(raw, LONGEST) + '…' : escaped(raw, LONGEST);
  }

  /** The same for a name in a list, which keeps its length. */
  public static String name(String raw) {
    return escaped(raw, Integer.MAX_VALUE);
  }

  private static String escaped(String raw, int most) {
    StringBuilder safe = new StringBuilder(Math.min(raw.length(), most) + 16);
    for (int i = 0; i < raw.length() && safe.length() < most; i++) {
      char c = raw.charAt(i);
      if (isUnsafe(c)) {
        String hex = Integer.toHexString(c);
        safe.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  private static boolean isUnsafe(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u200b' && c <= '\u200f')
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
