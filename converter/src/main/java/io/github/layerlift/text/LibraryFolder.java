package io.github.layerlift.text;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A folder that only this user can enter, for a native library between unpacking and loading. Most
 * systems keep what they have loaded; so the file can be deleted at once, and a process that is
 * killed later doesn't leave it behind. Windows doesn't delete it: a later process does.
 */
public final class LibraryFolder implements AutoCloseable {
  private static final String PREFIX = "layerlift-library-";
  private static final Duration MAX_AGE = Duration.ofHours(1);

  private final Path path;

  private LibraryFolder(Path path) {
    this.path = path;
  }

  /** Creates one in the system's folder for temporary files, and removes those of killed processes. */
  public static LibraryFolder open() throws IOException {
    Path home = Path.of(System.getProperty("java.io.tmpdir"));
    LibraryFolder made = new LibraryFolder(Files.createTempDirectory(home, PREFIX));
    made.removeStale(home);
    return made;
  }

  private void removeStale(Path home) {
    FileTime stale = FileTime.from(Instant.now().minus(MAX_AGE));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(home, PREFIX + "*")) {
      for (Path each : all) {
        // a link, or a folder of somebody else's, could lead to files that are not ours
        BasicFileAttributes attributes =
            Files.readAttributes(each, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean ours = attributes.isDirectory()
            && Files.getOwner(each, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
        if (ours && attributes.lastModifiedTime().compareTo(stale) < 0) {
          new LibraryFolder(each).close();
        }
      }
    } catch (IOException e) {
      // another process has just removed one
      return;
    }
  }

  public Path path() {
    return path;
  }

  /** Deletes the folder and the files in it, if possible. */
  @Override
  public void close() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      // another user's, or in use: not ours to remove
      return;
    }
  }
}
