package io.github.layerlift.archive;

import java.util.regex.Pattern;

/** A path as it is typed into a shell. */
final class ShellWord {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_./:@%+=,][A-Za-z0-9_./:@%+=,-]*");

  private ShellWord() {}

  static String of(String path) {
    return PLAIN.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
