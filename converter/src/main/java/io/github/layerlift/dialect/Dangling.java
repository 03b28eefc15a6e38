package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.LayerliftException;
import java.util.Optional;

/** What to say of a file that isn't in the archive where a link to it is. */
final class Dangling {
  private Dangling() {}

  /** What is to follow the sentence that {@code path} is missing; empty if it is not a link. */
  static String clause(Archive archive, String path) throws LayerliftException {
    Optional<String> link = archive.dangling(path);
    return link.isEmpty() ? "" : ": " + link.get();
  }

  /** The way out if {@code path} is a link, else {@code otherwise}. */
  static String hint(Archive archive, String path, String otherwise) throws LayerliftException {
    return archive.dangling(path).isEmpty()
        ? otherwise
        : "save the image again; if you packed a folder of links, pack what they lead to:"
            + " tar --dereference -C FOLDER -cf FILE .";
  }
}
