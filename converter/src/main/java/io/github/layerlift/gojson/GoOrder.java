package io.github.layerlift.gojson;

import java.util.Comparator;

/** The order in which Go writes the keys of a map: that of their UTF-8 bytes. */
public final class GoOrder {
  /** Compares code points, which sort as their UTF-8 does; UTF-16 would put some others first. */
  public static final Comparator<String> KEYS = GoOrder::compare;

  private GoOrder() {}

  private static int compare(String one, String other) {
    int at = 0;
    while (at < one.length() && at < other.length()) {
      int left = one.codePointAt(at);
      int right = other.codePointAt(at);
      if (left != right) {
        return Integer.compare(left, right);
      }
      at += Character.charCount(left);
    }
    return Integer.compare(one.length(), other.length());
  }
}
