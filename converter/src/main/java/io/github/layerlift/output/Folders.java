package io.github.layerlift.output;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
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

  /**
   * Passes unless {@code target} is, or would be, in {@code read}, or is that folder itself: nothing is written into what
   * is read.
   *
   * @param read an input; if it isn't a folder, anything passes
   */
  public static void requireOutside(Path target, Path read) throws LayerliftException {
    if (!Files.isDirectory(read)) {
      return;
    }
    Path real;
    Path folder;
    try {
      folder = read.toRealPath();
      real = real(target);
    } catch (IOException e) {
      // errors with either are reported when it is opened
      return;
    }
    if (real.startsWith(folder)) {
      String sentence = real.equals(folder)
          ? "input and output are the same folder: " + read
          : "the output " + target + " would be in the folder that is read: " + read;
      throw Fault.of(ErrorCode.SAME_FILE, sentence)
          .hint("write to a place outside of it: what is read stays as it is")
          .exception();
    }
  }

  /** {@code path} without links in it, whether it exists or not. */
  private static Path real(Path path) throws IOException {
    Path target = AtomicFile.resolve(path).normalize();
    Path there = target;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there.toRealPath().resolve(there.relativize(target)).normalize();
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

  /** Removes {@code folder} if it is there and nothing is in it. */
  public static void removeEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      boolean empty;
      try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
        empty = !content.iterator().hasNext();
      }
      if (empty) {
        Files.delete(folder);
      }
    }
  }

  /** Gives the folder {@code from} the name {@code target}, which may be that of an empty folder. */
  static void rename(Path from, Path target) throws IOException {
    try {
      Files.move(from, target, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (AccessDeniedException e) {
      // Windows needs two steps to replace even an empty folder
      Files.move(from, target, REPLACE_EXISTING);
    }
  }

  /** Flushes the names in {@code folder} to the disk, where a folder can be opened for that. */
  public static void sync(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
