package io.github.layerlift.edit;

import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of this machine that is added to an image.
 *
 * @param link a symlink's target; otherwise empty
 */
record HostFile(Path path, FileKind kind, String link, int mode) {
  private static final int FILE_MODE = 0644;
  private static final int LINK_MODE = 0777;
  private static final int MODE_BITS = 07777;

  /**
   * Looks at {@code path}, without following it.
   *
   * @throws io.github.layerlift.fault.StorageException if it is missing, or neither a file, a folder
   *     nor a link
   */
  static HostFile of(Path path) throws LayerliftException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        String link = ByteNames.of(Files.readSymbolicLink(path));
        return new HostFile(path, FileKind.SYMLINK, link, LINK_MODE);
      }
      if (attributes.isDirectory()) {
        return new HostFile(path, FileKind.FOLDER, "", mode(path, Stamp.FOLDER_MODE));
      }
      if (attributes.isRegularFile()) {
        return new HostFile(path, FileKind.FILE, "", mode(path, FILE_MODE));
      }
    } catch (IOException e) {
      throw FileSource.unreadable(path, e);
    }
    throw Fault.of(
            ErrorCode.INPUT_UNREADABLE, path + " is neither a file, a folder nor a symbolic link")
        .hint("put it into a tar, which can be added too")
        .exception();
  }

  /** What is in a folder, always in the same order. */
  static List<Path> children(Path folder) throws LayerliftException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw FileSource.unreadable(folder, e);
    }
  }

  String name() {
    return ByteNames.of(path.toAbsolutePath().normalize().getFileName());
  }

  /** Systems other than Unix have no modes. */
  private static int mode(Path path, int otherwise) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & MODE_BITS
        : otherwise;
  }
}
