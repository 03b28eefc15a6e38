package io.github.layerlift.text;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/** Paths inside an archive: text only, no file system is involved. */
public final class EntryNames {
  private EntryNames() {}

  /**
   * {@code ./a//b/../c/} becomes {@code a/c}; the root becomes the empty string. A leading slash
   * counts as the archive's root.
   *
   * @return empty if the path leaves the archive
   */
  public static Optional<String> normalise(String path) {
    return isNormal(path) ? Optional.of(path) : resolve("", path);
  }

  /** {@code path} resolved against the folder {@code from}, which is already normalised. */
  public static Optional<String> resolve(String from, String path) {
    ArrayDeque<String> parts = new ArrayDeque<>();
    return push(parts, from + '/' + path) ? Optional.of(join(parts)) : Optional.empty();
  }

  /** The folder that holds {@code name}. */
  public static String parent(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  private static boolean push(ArrayDeque<String> parts, String path) {
    int start = 0;
    int slash;
    do {
      slash = path.indexOf('/', start);
      String part = path.substring(start, slash == -1 ? path.length() : slash);
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return false;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
      start = slash + 1;
    } while (slash != -1);
    return true;
  }

  private static String join(ArrayDeque<String> parts) {
    Iterator<String> each = parts.iterator();
    StringBuilder joined = new StringBuilder();
    while (each.hasNext()) {
      joined.append(each.next());
      if (each.hasNext()) {
        joined.append('/');
      }
    }
    return joined.toString();
  }

  /** The usual case, detected without building anything. */
  private static boolean isNormal(String path) {
    return !path.isEmpty()
        && path.charAt(0) != '/'
        && path.charAt(0) != '.'
        && path.charAt(path.length() - 1) != '/'
        && !path.contains("//")
        && !path.contains("/.");
  }
}
