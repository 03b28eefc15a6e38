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
   * @param packing how the whole is packed: {@code gzip}, {@code zstd} or {@code xz}, maybe with a
   *     level, such as {@code zstd:19}; {@code none}; empty to go by the file's name, of which
   *     {@code .tar.gz}, {@code .tar.zst} and {@code .tar.xz} mean something, or in short {@code
   *     .tgz}, {@code .tzst} and {@code .txz}
   */
  record TarFile(Path path, boolean replace, Optional<String> packing) implements Output {
    /** One that is packed as its name says. */
    public TarFile(Path path, boolean replace) {
      this(path, replace, Optional.empty());
    }

    @Override
    public String name() {
      return path.toString();
    }
  }

  /**
   * A tar into a stream, which stays open.
   *
   * @param packing how the whole is packed, as of a {@link TarFile}; empty for not at all
   */
  record TarStream(String name, WritableByteChannel channel, Optional<String> packing)
      implements Output {
    /** One that isn't packed. */
    public TarStream(String name, WritableByteChannel channel) {
      this(name, channel, Optional.empty());
    }
  }

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
