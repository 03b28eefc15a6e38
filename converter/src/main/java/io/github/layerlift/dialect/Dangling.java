package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.LayerliftException;
import java.util.Optional;

/** The message about a file that is missing in an archive that has a link to it. */
final class Dangling {
  private Dangling() {}

  /** The clause after the sentence that {@code path} is missing; empty if it is not a link. */
  static String clause(Archive archive, String path) throws LayerliftException {
    Optional<String> link = archive.dangling(path);
    return link.isEmpty() ? "" : ": " + link.get();
  }

  /** The way out if {@code path} is a link, otherwise {@code otherwise}. */
  static String hint(Archive archive, String path, String otherwise) throws LayerliftException {
    if (archive.dangling(path).isEmpty()) {
      return otherwise;
    }
    return archive.isFolder()
        ? "copy the files into the folder instead of links to them: cp -RL FROM IN"
        : "save the image again; if you packed a folder of links, pack the files instead:"
            + " tar --dereference -C FOLDER -cf FILE .";
  }
}
