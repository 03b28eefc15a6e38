package io.github.layerlift.location;

import java.io.InputStream;
import java.nio.file.Path;

/** Where the legacy archive is. */
public sealed interface Input {
  /** What to call it in messages and reports. */
  String name();

  /** A file, or a folder that an archive was unpacked into. */
  record OfPath(Path path) implements Input {
    @Override
    public String name() {
      return path.toString();
    }
  }

  /**
   * A part of a file or folder, which is listed already.
   *
   * @param path of the whole
   */
  record OfPart(String name, Path path, Listing listing) implements Input {}

  /** What is known of such a part; only the library itself makes one. */
  interface Listing {}

  /** A stream, which is read once and stays open. */
  record OfStream(String name, InputStream stream) implements Input {}
}
