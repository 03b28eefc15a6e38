package io.github.layerlift.json;

/**
 * Strings as Go's {@code encoding/json} writes them with HTML escaping on, up to Go 1.21 (from 1.22
 * on, U+0008 and U+000C got short forms). The engines that computed the image IDs of old images
 * were built with earlier ones.
 */
public final class GoString {
  private static final String HEX = "0123456789abcdef";

  private GoString() {}

  /** Appends {@code text} with its quotes. Lone surrogates become U+FFFD, as when Go reads them. */
  public static void quote(String text, StringBuilder out) {
    quote(text, out, false);
  }

  /** The same with lone surrogates as escapes, so that no two texts look alike. */
  public static void quoteExactly(String text, StringBuilder out) {
    quote(text, out, true);
  }

  private static void quote(String text, StringBuilder out, boolean exactly) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        lone(c, out, exactly);
      } else {
        append(c, out);
      }
    }
    out.append('"');
  }

  private static void lone(char c, StringBuilder out, boolean exactly) {
    if (exactly) {
      escape(c, out);
    } else {
      out.append('\ufffd');
    }
  }

  /** Appends one character of a string that is already JSON, as {@code json.Compact} does. */
  public static void appendRaw(char c, StringBuilder out) {
    if (isEscapedForHtml(c)) {
      escape(c, out);
    } else {
      out.append(c);
    }
  }

  private static boolean isEscapedForHtml(char c) {
    return c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
  }

  private static void append(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ') {
          escape(c, out);
        } else {
          appendRaw(c, out);
        }
      }
    }
  }

  private static void escape(char c, StringBuilder out) {
    out.append("\\u")
        .append(HEX.charAt(c >> 12))
        .append(HEX.charAt(c >> 8 & 0xf))
        .append(HEX.charAt(c >> 4 & 0xf))
        .append(HEX.charAt(c & 0xf));
  }
}
