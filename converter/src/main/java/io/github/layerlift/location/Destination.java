package io.github.layerlift.location;

import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** Where the files of an image go. */
public sealed interface Destination {
  /** What to call it in messages and reports. */
  String name();

  /**
   * A folder. One that doesn't exist appears whole or not at all.
   *
   * @param force whether it may already have content: files of the same name are replaced; a folder
   *     stays as it is and is filled
   */
  record Folder(Path path, boolean force) implements Destination {
    @Override
    public String name() {
      return path.toString();
    }
  }

  /** A tar into a stream, which stays open. */
  record TarStream(String name, WritableByteChannel channel) implements Destination {}
}
