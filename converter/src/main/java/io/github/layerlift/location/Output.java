package io.github.layerlift.location;

import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** Where the OCI layout goes. */
public sealed interface Output {
  /** What to call it in messages and reports. */
  String name();

  /**
   * A tar file, which appears whole or not at all.
   *
   * @param replace whether an existing file may be replaced
   */
  record TarFile(Path path, boolean replace) implements Output {
    @Override
    public String name() {
      return path.toString();
    }
  }

  /** A tar into a stream, which stays open. */
  record TarStream(String name, WritableByteChannel channel) implements Output {}

  /** An OCI layout folder, which appears whole or not at all; it must not exist, or must be empty. */
  record Folder(Path path) implements Output {
    @Override
    public String name() {
      return path.toString();
    }
  }

  /** Nowhere: everything is done except writing. */
  record Nowhere() implements Output {
    @Override
    public String name() {
      return "nowhere";
    }
  }
}
