package io.github.layerlift.layering;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Paths of files in an image: {@code *} and {@code ?} match within a name, {@code **} any folders. What
 * is in a folder that matches, matches too.
 */
final class PathPattern {
  /** Folders without wildcards, each with a slash behind it; then the rest. */
  private final String folders;

  private final String rest;
  private final Pattern pattern;

  private PathPattern(String folders, String rest) {
    this.folders = folders;
    this.rest = rest;
    this.pattern = Pattern.compile(regex(folders, rest) + "(?:/.*)?", Pattern.DOTALL);
  }

  /**
   * Reads a pattern.
   *
   * @param text with or without slashes at both ends
   */
  static PathPattern of(String text) {
    String trimmed = text.replaceAll("^/+|/+$", "");
    int wildcard = 0;
    while (wildcard < trimmed.length() && "*?".indexOf(trimmed.charAt(wildcard)) < 0) {
      wildcard++;
    }
    int split = trimmed.lastIndexOf('/', wildcard - 1) + 1;
    return new PathPattern(trimmed.substring(0, split), trimmed.substring(split));
  }

  private static String regex(String folders, String rest) {
    StringBuilder regex = new StringBuilder(Pattern.quote(folders));
    for (int i = 0; i < rest.length(); ) {
      if (rest.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (rest.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        char c = rest.charAt(i++);
        regex.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    return regex.toString();
  }

  /** The folders that lead to all that matches, each with a slash behind it; may be empty. */
  String folders() {
    return folders;
  }

  /** What matches the same in other folders. */
  PathPattern in(String otherFolders) {
    return new PathPattern(otherFolders, rest);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PathPattern that
        && folders.equals(that.folders)
        && rest.equals(that.rest);
  }

  @Override
  public int hashCode() {
    return Objects.hash(folders, rest);
  }

  /** Whether the path of an entry, as normalised, or a folder that it is in, matches. */
  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
