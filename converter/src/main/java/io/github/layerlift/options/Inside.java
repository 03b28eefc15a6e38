package io.github.layerlift.options;

import java.util.Optional;

/**
 * Which archives are read of an input that isn't an image archive itself but holds others, such as
 * an installer.
 *
 * @param all whether all are read, and their images combined; otherwise, only one that is in a folder
 *     and has none beside it
 * @param path the one to read whatever else there is: a folder, or a file; on from a file, in what it
 *     holds; if it isn't given, what is read depends on {@code all}
 */
public record Inside(boolean all, Optional<String> path) {
  /** What there can be no doubt about. */
  public static final Inside ONE = new Inside(false, Optional.empty());

  /** All archives. */
  public static final Inside ALL = new Inside(true, Optional.empty());

  /** The archive at {@code path}, as in {@code images/app.tar}. */
  public static Inside at(String path) {
    return new Inside(false, Optional.of(path));
  }
}
