package io.github.layerlift.output;

import io.github.layerlift.archive.ScratchNames;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file under a temporary name beside its target. It is locked for as long as its process lives,
 * so that the next run can tell one that a killed run left behind, and remove it.
 */
final class TempFile implements Closeable {
  private final Path path;
  private final FileChannel channel;

  private TempFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Removes what a stale file stood for. */
  @FunctionalInterface
  interface Remover {
    void remove(Path stale) throws IOException;
  }

  /** Removes what killed runs onto {@code target} left, and makes a new file. */
  static TempFile beside(Path target) throws IOException {
    return beside(target, stale -> {});
  }

  /**
   * @param remover called before a stale file is removed, for what belongs to it
   */
  static TempFile beside(Path target, Remover remover) throws IOException {
    removeStale(target, remover);
    while (true) {
      Path path = target.resolveSibling(ScratchNames.next(nameOf(target)));
      FileChannel channel = FileChannel.open(
          path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
      // a run that cleans up may have taken it for stale between its making and its locking
      if (FileLocks.take(channel) && Files.exists(path)) {
        return new TempFile(path, channel);
      }
      channel.close();
    }
  }

  Path path() {
    return path;
  }

  FileChannel channel() {
    return channel;
  }

  /** Deletes the file's name, if it can be done. */
  void unlink() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // the process is ending; the next run finds it unlocked, and removes it
      return;
    }
  }

  /** Deletes the file, unless it was moved away. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(path);
    }
  }

  /** Only a regular file of such a name can be ours; anything else might not even let itself be opened. */
  private static boolean isCandidate(Path file, String owner) {
    return ScratchNames.belongs(nameOf(file), owner)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static void removeStale(Path target, Remover remover) throws IOException {
    Path folder = Folders.holding(target);
    String owner = nameOf(target);
    try (DirectoryStream<Path> siblings =
        Files.newDirectoryStream(folder, file -> isCandidate(file, owner))) {
      for (Path sibling : siblings) {
        removeIfUnlocked(sibling, remover);
      }
    }
  }

  static void removeIfUnlocked(Path file, Remover remover) throws IOException {
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
}
