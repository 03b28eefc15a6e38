package io.github.layerlift.cli.shelf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as reports spell them: from folders that nobody knows any more, or as URIs, as Spark does. */
final class Spelling {
  private static final Pattern FILE = Pattern.compile("^file:/+");
  private static final Pattern UP = Pattern.compile("^(?:\\.\\./)*");
  private static final Pattern ABSOLUTE =
      Pattern.compile("^(?:/|[A-Za-z][A-Za-z0-9+.-]*:/).*", Pattern.DOTALL);

  private Spelling() {}

  /** The path without the scheme of local files; other URIs stay. */
  static String plain(String path) {
    return FILE.matcher(path).replaceFirst("/");
  }

  /** Whether both are the same path, or the one is absolute and ends with the other, which is relative. */
  static boolean canBeSame(String one, String other) {
    String first = plain(one);
    String second = plain(other);
    return first.equals(second) || endsWith(first, second) || endsWith(second, first);
  }

  private static boolean endsWith(String absolute, String relative) {
    return isAbsolute(absolute)
        && !isAbsolute(relative)
        && !relative.isEmpty()
        && absolute.endsWith("/" + relative.substring(up(relative).length()));
  }

  /** The steps up that the path starts with, such as {@code ../../}; empty if there is none. */
  static String up(String path) {
    Matcher up = UP.matcher(path);
    return up.lookingAt() ? up.group() : "";
  }

  static boolean isAbsolute(String path) {
    return ABSOLUTE.matcher(path).matches();
  }
}
