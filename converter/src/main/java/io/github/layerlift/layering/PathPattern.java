package io.github.layerlift.layering;

import java.util.regex.Pattern;

/**
 * Paths of files in an image: {@code *} and {@code ?} match within a name, {@code **} any folders. What
 * is in a folder that matches, matches too.
 */
final class PathPattern {
  private final Pattern pattern;

  /**
   * Reads it.
   *
   * @param text with or without slashes at both ends
   */
  PathPattern(String text) {
    String trimmed = text.replaceAll("^/+|/+$", "");
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < trimmed.length(); ) {
      if (trimmed.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (trimmed.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        char c = trimmed.charAt(i++);
        regex.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    pattern = Pattern.compile(regex + "(?:/.*)?", Pattern.DOTALL);
  }

  /** Whether the path of an entry, as normalised, or a folder that it is in, matches. */
  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
