package io.github.layerlift.batch;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.ledger.Identity;
import java.nio.file.Path;

/** What one input turned out to be at first sight. */
public sealed interface Found {
  /** The input's name in reports: its path as it was given, normalised, with {@code /} between. */
  String name();

  /** Where it is. */
  Path path();

  /** Whether somebody asked for just this one, so that it must not be passed over in silence. */
  boolean named();

  /**
   * A file that starts as an archive does, or a folder that looks like an unpacked one.
   *
   * @param folder the sub-folder it lies in, seen from the source; empty for none
   * @param identity what must be the same for its output to be current
   */
  record Archive(String name, Path path, boolean named, String folder, Identity identity)
      implements Found {}

  /**
   * Anything else.
   *
   * @param named also true where the name says that it should be an archive
   * @param reason what it is, or why it can't be looked at: a {@link LayerliftException}, or a bug
   */
  record Stranger(String name, Path path, boolean named, Throwable reason) implements Found {
    /** Whether it is to be passed over: nobody asked for it, and there are no images in it. */
    public boolean isLeftAlone() {
      return !named && reason instanceof LayerliftException fault && NoImages.says(fault.code());
    }
  }
}
