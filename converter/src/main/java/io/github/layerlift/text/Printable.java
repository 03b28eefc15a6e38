package io.github.layerlift.text;

import java.util.HexFormat;

/** Text from an archive, made safe for one line of a terminal. */
public final class Printable {
  private static final int MAX_LENGTH = 400;

  private Printable() {}

  /**
   * Escapes whatever changes how a terminal, or a person, reads the rest of the line, as four-digit
   * Unicode escapes: control characters, line separators, characters that are invisible or reverse
   * the direction (Unicode's format characters), and halves of a surrogate pair; a byte that isn't
   * UTF-8 ({@link ByteNames}) as {@code \xHH}. Cuts what is longer than 400 characters.
   */
  public static String text(String raw) {
    return escaped(raw, MAX_LENGTH);
  }

  /**
   * The same for text that must not be cut, such as a name in a list. JSON that has no line breaks
   * outside of its strings stays the same JSON.
   */
  public static String name(String raw) {
    return escaped(raw, Integer.MAX_VALUE);
  }

  private static String escaped(String raw, int most) {
    StringBuilder safe = new StringBuilder(Math.min(raw.length(), most) + 16);
    for (int i = 0; i < raw.length(); ) {
      int point = raw.codePointAt(i);
      String shown = shown(point);
      if (safe.length() + shown.length() > most) {
        return safe.append('…').toString();
      }
      safe.append(shown);
      i += Character.charCount(point);
    }
    return safe.toString();
  }

  private static String shown(int point) {
    if (ByteNames.isEscape(point)) {
      return ByteNames.escaped(Character.toString(point));
    }
    return isUnsafe(point) ? escape(Character.toChars(point)) : Character.toString(point);
  }

  private static String escape(char[] units) {
    StringBuilder escaped = new StringBuilder();
    for (char unit : units) {
      escaped.append("\\u").append(HexFormat.of().toHexDigits(unit));
    }
    return escaped.toString();
  }

  static boolean isUnsafe(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE -> true;
      default -> false;
    };
  }
}
