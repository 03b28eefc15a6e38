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
 * Files that killed runs left in a folder. Finding them means listing the folder: code that writes
 * many files into one folder does it once, not for each of them.
 */
public final class StaleFiles {
  private StaleFiles() {}

  /** Removes what belongs to a stale file. */
  @FunctionalInterface
  interface Remover {
    void remove(Path stale) throws IOException;
  }

  /** Removes temporary files whose process is gone, whatever their target. */
  public static void remove(Path folder) throws IOException {
    remove(folder, ScratchNames::isTemporary, stale -> {});
  }

  /**
   * Removes only those of {@code target}: others in its folder don't concern this run. But spools, which lose their names
   * as soon as they have them, have none that anybody needs.
   */
  public static void removeOf(Path target) throws IOException {
    removeOf(target, stale -> {});
  }

  /**
   * Removes only those of {@code target}.
   *
   * @param remover called before a stale file is removed, to remove what belongs to it
   */
  static void removeOf(Path target, Remover remover) throws IOException {
    String owner = nameOf(target);
    remove(
        Folders.holding(target),
        name -> ScratchNames.belongs(name, owner) || ScratchNames.isSpool(name),
        stale -> {
          if (ScratchNames.belongs(nameOf(stale), owner)) {
            remover.remove(stale);
          }
        });
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
      // a folder may be writable but not listable; what is left there does no harm
      return;
    }
  }

  /** Only a regular file can be ours; opening anything else might block. */
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
      // somebody else's, or already gone: either way not ours to remove
      return;
    }
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }
}
