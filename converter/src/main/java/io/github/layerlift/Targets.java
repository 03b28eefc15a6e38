package io.github.layerlift;

import io.github.layerlift.output.FolderTarget;
import io.github.layerlift.output.Folders;
import io.github.layerlift.output.TarFileTarget;
import io.github.layerlift.output.TarStreamTarget;
import io.github.layerlift.output.Target;
import java.io.IOException;
import java.nio.file.Path;

/** Opens outputs. A new kind of output is added here. */
final class Targets {
  private Targets() {}

  static Target open(Output output, ConvertOptions options) throws IOException {
    if (output instanceof Output.TarFile file) {
      return TarFileTarget.open(file.path(), file.replace());
    }
    if (output instanceof Output.Folder folder) {
      return FolderTarget.open(folder.path());
    }
    Output.TarStream stream = (Output.TarStream) output;
    return new TarStreamTarget(
        stream.name(), stream.channel(), options.progress(), options.cancellation());
  }

  /** Where scratch files go: beside the output, which has the room or nothing has. */
  static Path scratch(Output output, ConvertOptions options) {
    if (options.tempFolder().isPresent()) {
      return options.tempFolder().get();
    }
    if (output instanceof Output.TarFile file) {
      return Folders.holding(file.path());
    }
    if (output instanceof Output.Folder folder) {
      return Folders.holding(folder.path());
    }
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
