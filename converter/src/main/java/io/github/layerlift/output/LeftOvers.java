package io.github.layerlift.output;

import io.github.layerlift.archive.ScratchNames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What killed runs left in a folder, whatever they wrote. */
public final class LeftOvers {
  private LeftOvers() {}

  /** Removes temporary files whose process is gone. */
  public static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, LeftOvers::isTemporary)) {
      for (Path file : files) {
        TempFile.removeIfUnlocked(file, stale -> {});
      }
    }
  }

  private static boolean isTemporary(Path file) {
    return ScratchNames.isTemporary(String.valueOf(file.getFileName()))
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
