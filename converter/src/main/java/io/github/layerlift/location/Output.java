package io.github.layerlift.location;

import io.github.layerlift.options.RegistryOptions;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

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

  /**
   * Registries: each image goes to where its names say, and gets its names when everything is there.
   *
   * @param name what to call it in messages and reports
   * @param access how to talk to them
   * @param packing how plain layers are packed of images that have no manifest yet, such as {@code
   *     gzip}; default for registries, which expect packed layers; empty to leave them as they are
   * @param dryRun whether it is only looked up what is missing
   */
  record Registry(String name, RegistryOptions access, Optional<String> packing, boolean dryRun)
      implements Output {}

  /** Nowhere: everything is done except writing. */
  record Nowhere() implements Output {
    @Override
    public String name() {
      return "nowhere";
    }
  }
}
