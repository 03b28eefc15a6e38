package io.github.layerlift.output;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Functions for folders. */
public final class Folders {
  private Folders() {}

  /** The folder that holds {@code path}; the root holds itself. */
  public static Path holding(Path path) {
    Path absolute = path.toAbsolutePath();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  /** Creates {@code folder} and its parents, unless they exist. */
  public static void make(Path folder) throws LayerliftException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Fault.of(
              ErrorCode.TARGET_UNWRITABLE,
              "the folder " + folder + " can't be created: " + Reason.of(e))
          .exception(e);
    }
  }

  /** Flushes the names in {@code folder} to the disk. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
