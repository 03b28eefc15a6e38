package io.github.layerlift.output;

import io.github.layerlift.bytes.ScratchNames;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file under a temporary name beside its target. It is locked for as long as its process lives,
 * so that the next run can recognise one that a killed run left behind, and remove it.
 */
final class TempFile implements Closeable {
  private final Path path;
  private final FileChannel channel;

  private TempFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Creates a new file. {@link StaleFiles} removes what killed runs left there. */
  static TempFile beside(Path target) throws IOException {
    while (true) {
      Path path = target.resolveSibling(ScratchNames.next(nameOf(target)));
      FileChannel channel = FileChannel.open(
          path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
      // a run that cleans up may have taken it for stale before it was locked
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

  /** Deletes the file's name, if possible. */
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

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }
}
