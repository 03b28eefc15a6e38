package io.github.layerlift.convert;

import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.input.Readers;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.output.Finished;
import io.github.layerlift.output.FolderTarget;
import io.github.layerlift.output.Folders;
import io.github.layerlift.output.NoTarget;
import io.github.layerlift.output.RegistryTarget;
import io.github.layerlift.output.TarFileTarget;
import io.github.layerlift.output.TarStreamTarget;
import io.github.layerlift.output.Target;
import io.github.layerlift.pour.ArchiveCompression;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.registry.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens outputs. A new kind of output is added here. */
public final class Targets {
  private Targets() {}

  /**
   * Opens {@code output}.
   *
   * @param threads how many may pack an archive at once, at least 1
   * @param finished called with a tar file right before it gets its name
   */
  static Target open(Output output, int threads, Monitor monitor, Finished finished)
      throws IOException {
    Optional<ArchiveCompression> whole = ArchivePacking.of(output, threads);
    if (output instanceof Output.TarFile file) {
      if (isSpecial(file.path())) {
        return TarStreamTarget.into(file.path(), whole, monitor);
      }
      return whole.isPresent()
          ? TarStreamTarget.file(file.path(), file.replace(), whole.get(), monitor, finished)
          : archive(file, monitor, finished);
    }
    if (output instanceof Output.Folder folder) {
      FolderTarget target = FolderTarget.open(folder.path());
      monitor.cancellation().onRequest(target::abandon);
      return target;
    }
    if (output instanceof Output.TarStream stream) {
      return TarStreamTarget.to(stream.name(), stream.channel(), whole, monitor);
    }
    if (output instanceof Output.Registry registry) {
      return open(registry, new Registries(registry.access(), monitor), false, monitor);
    }
    if (output instanceof Output.Nowhere) {
      return new NoTarget();
    }
    throw new AssertionError("an output that is opened nowhere: " + output);
  }

  /**
   * Opens {@code output}.
   *
   * @param shared whether others use {@code registries} too; otherwise they are closed with the target
   */
  static Target open(
      Output.Registry output, Registries registries, boolean shared, Monitor monitor) {
    return new RegistryTarget(registries, shared, output.dryRun(), monitor);
  }

  private static Target archive(Output.TarFile file, Monitor monitor, Finished finished)
      throws IOException {
    TarFileTarget target = new TarFileTarget(file.path(), file.replace(), finished);
    monitor.cancellation().onRequest(target::abandon);
    return target;
  }

  /** A FIFO or a device: it is written to, and never replaced. */
  private static boolean isSpecial(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /** An archive is never converted onto itself, nor into itself: the only copy must not be at risk. */
  static void requireOther(Input input, Output output) throws LayerliftException {
    if (!(input instanceof Input.OfPath in)) {
      return;
    }
    if (output instanceof Output.TarFile out) {
      if (areSame(in.path(), out.path())) {
        throw Fault.of(ErrorCode.SAME_FILE, "input and output are the same file: " + in.path())
            .hint("write to another name, and remove the old archive once the new one is verified")
            .exception();
      }
      Folders.requireOutside(out.path(), in.path());
    } else if (output instanceof Output.Folder out) {
      Folders.requireOutside(out.path(), in.path());
    }
  }

  private static boolean areSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      // errors with either are reported when it is opened
      return false;
    }
  }

  /** How layers are packed of images that have no manifest yet, if nothing else is asked for. */
  static Optional<CompressionMethod> packing(Output output) throws LayerliftException {
    return output instanceof Output.Registry registry
        ? Readers.compression(registry.packing())
        : Optional.empty();
  }

  /** Where scratch files go: beside the output, since the space must be there anyway. */
  public static Path scratch(Output output, ReadOptions options) {
    if (options.tempFolder().isPresent()) {
      return options.tempFolder().get();
    }
    if (output instanceof Output.TarFile file) {
      return Folders.holding(file.path());
    }
    if (output instanceof Output.Folder folder) {
      return Folders.holding(folder.path());
    }
    return Readers.scratch(options);
  }
}
