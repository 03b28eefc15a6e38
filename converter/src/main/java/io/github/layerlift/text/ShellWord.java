package io.github.layerlift.text;

import java.util.regex.Pattern;

/** A path for a command in a hint, which people copy into a shell. */
public final class ShellWord {
  /** What a shell takes as it is. */
  private static final Pattern PLAIN =
      Pattern.compile("[\\w@%+=:,./-]+", Pattern.UNICODE_CHARACTER_CLASS);

  private ShellWord() {}

  /** {@code path} as one word, which is no option either. */
  public static String of(String path) {
    String word = path.startsWith("-") ? "./" + path : path;
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
