package io.github.layerlift.output;

import io.github.layerlift.bytes.ScratchNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/**
 * What killed runs left in a folder. To find it takes a look at every name there: whoever writes many
 * files into one folder looks once, and not for each of them.
 */
public final class StaleFiles {
  private StaleFiles() {}

  /** Removes what belongs to a stale file. */
  @FunctionalInterface
  interface Remover {
    void remove(Path stale) throws IOException;
  }

  /** Removes temporary files whose process is gone, whatever they were to become. */
  public static void remove(Path folder) throws IOException {
    remove(folder, ScratchNames::isTemporary, stale -> {});
  }

  /** Removes those of {@code target} alone: others in its folder are none of this run's business. */
  public static void removeOf(Path target) throws IOException {
    removeOf(target, stale -> {});
  }

  /**
   * Removes those of {@code target} alone.
   *
   * @param remover called before a stale file is removed, for what belongs to it
   */
  static void removeOf(Path target, Remover remover) throws IOException {
    String owner = nameOf(target);
    remove(Folders.holding(target), name -> ScratchNames.belongs(name, owner), remover);
  }

  private static void remove(Path folder, Predicate<String> ours, Remover remover)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> ours.test(nameOf(file)) && isRegular(file))) {
      for (Path file : files) {
        removeIfUnlocked(file, remover);
      }
    } catch (DirectoryIteratorException | FileSystemException e) {
      // one may write into a folder that one may not list; what is left there does no harm
      return;
    }
  }

  /** Only a regular file can be ours; anything else might not even let itself be opened. */
  private static boolean isRegular(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void removeIfUnlocked(Path file, Remover remover) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (FileLocks.take(channel)) {
        remover.remove(file);
        Files.deleteIfExists(file);
      }
    } catch (FileSystemException e) {
      // somebody else's, or gone already: either way not ours to remove
      return;
    }
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }
}
