package io.github.layerlift.text;

/** A path for a command in a hint, which people copy into a shell. */
public final class ShellWord {
  /** What a shell takes literally, besides letters and digits. */
  private static final String PLAIN = "_@%+=:,./-";

  private ShellWord() {}

  /** {@code path} as one word, which is never an option. */
  public static String of(String path) {
    String word = path.startsWith("-") ? "./" + path : path;
    // no regular expression: nothing else in a small conversion loads those classes
    boolean plain = !word.isEmpty() && word.codePoints().allMatch(ShellWord::isPlain);
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static boolean isPlain(int point) {
    return Character.isLetterOrDigit(point) || PLAIN.indexOf(point) >= 0;
  }
}
