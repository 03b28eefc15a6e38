package io.github.layerlift.text;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A path for a command in a hint, which people copy into a shell; with control characters and bytes
 * that aren't UTF-8, for those that know {@code $'…'}.
 */
public final class ShellWord {
  /** What a shell takes literally, besides letters and digits. */
  private static final String PLAIN = "_@%+=:,./-";

  private ShellWord() {}

  /** {@code path} as one word, which is never an option. */
  public static String of(String path) {
    String word = path.startsWith("-") ? "./" + path : path;
    // no regular expression: nothing else in a small conversion loads those classes
    boolean plain = !word.isEmpty() && word.codePoints().allMatch(ShellWord::isPlain);
    if (plain) {
      return word;
    }
    return word.codePoints().anyMatch(ShellWord::isHidden)
        ? "$'" + word.codePoints().mapToObj(ShellWord::escaped).collect(Collectors.joining()) + "'"
        : "'" + word.replace("'", "'\\''") + "'";
  }

  private static boolean isHidden(int point) {
    return Character.isISOControl(point) || ByteNames.isEscape(point);
  }

  private static String escaped(int point) {
    if (ByteNames.isEscape(point)) {
      return ByteNames.escaped(Character.toString(point));
    }
    if (Character.isISOControl(point)) {
      return String.format(Locale.ROOT, point < 0x80 ? "\\x%02x" : "\\u%04x", point);
    }
    return (point == '\'' || point == '\\' ? "\\" : "") + Character.toString(point);
  }

  private static boolean isPlain(int point) {
    return Character.isLetterOrDigit(point) || PLAIN.indexOf(point) >= 0;
  }
}
