package io.github.layerlift.output;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name only when it is complete and on the disk. Until then the name
 * keeps its old content; a crash at any moment leaves the old or the new file, never a part.
 */
public final class AtomicFile implements Closeable {
  /** As many as Linux follows. */
  private static final int MAX_LINKS = 40;

  private final Path target;
  private final boolean replace;
  private final TempFile temp;
  private final EarlyFlush flush;

  private AtomicFile(Path target, boolean replace, TempFile temp) {
    this.target = target;
    this.replace = replace;
    this.temp = temp;
    this.flush = new EarlyFlush(temp.channel());
  }

  /**
   * Opens a temporary file beside {@code path}.
   *
   * @param replace whether an existing file may be replaced
   * @throws io.github.layerlift.fault.StorageException if it may not, or can't be written
   */
  public static AtomicFile open(Path path, boolean replace) throws LayerliftException {
    try {
      // a link is followed, as by any other program; the link itself stays
      Path target = Files.isSymbolicLink(path) ? resolve(path) : path;
      requireFree(target, replace);
      return new AtomicFile(target, replace, TempFile.beside(target));
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw WriteFaults.unwritable(path.toString(), e);
    }
  }

  /** Removes what killed runs left for {@code path}; best effort, before it is opened. */
  public static void removeLeftOvers(Path path) throws IOException {
    Path target;
    try {
      target = Files.isSymbolicLink(path) ? resolve(path) : path;
    } catch (FileSystemException e) {
      // opening it reports what is wrong
      return;
    }
    StaleFiles.removeOf(target);
  }

  String name() {
    return target.toString();
  }

  /** Where to write. */
  public FileChannel channel() {
    return temp.channel();
  }

  /** Reports that {@code bytes} more were written to the channel; any thread may call it. */
  void wrote(long bytes) {
    flush.wrote(bytes);
  }

  /** Flushes to the disk and gives the file its name. */
  public void commit() throws LayerliftException {
    commit(Finished.UNNOTED);
  }

  /** Flushes to the disk, and gives the file its name; {@code finished} is called before and after that. */
  public void commit(Finished finished) throws LayerliftException {
    try {
      flush.close();
      temp.channel().force(true);
      finished.note(temp.channel().size(), Files.getLastModifiedTime(temp.path()));
      if (replace || !linked()) {
        Files.move(temp.path(), target, ATOMIC_MOVE, REPLACE_EXISTING);
      }
      finished.named(target);
    } catch (IOException e) {
      throw WriteFaults.of(name(), e);
    }
  }

  /** Removes the temporary file's name; committing fails from here on. */
  void abandon() {
    temp.unlink();
  }

  /** Removes the temporary file if it is still there. */
  @Override
  public void close() throws IOException {
    try (temp) {
      flush.close();
    }
  }

  /**
   * A hard link, unlike a rename, fails if the target was created meanwhile. If the file system has
   * no hard links, a check must do.
   */
  private boolean linked() throws IOException {
    try {
      Files.createLink(target, temp.path());
      return true;
    } catch (FileAlreadyExistsException e) {
      throw exists(target, e);
    } catch (UnsupportedOperationException | FileSystemException e) {
      requireFree(target, false);
      return false;
    }
  }

  /**
   * Finds out early what {@link #open} would refuse.
   *
   * @param replace whether an existing file may be replaced
   * @throws io.github.layerlift.fault.StorageException if it may not
   */
  public static void requireFree(Path target, boolean replace) throws LayerliftException {
    if (Files.isDirectory(target)) {
      throw Fault.of(ErrorCode.TARGET_UNWRITABLE, target + " is a folder")
          .hint(WayOut.of("name the file to write, or use ").set(Setting.OUTPUT_FOLDER))
          .exception();
    }
    if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(target, null);
    }
  }

  private static LayerliftException exists(Path target, @Nullable Throwable cause) {
    return Fault.of(ErrorCode.TARGET_EXISTS, target + " already exists")
        .hint(WayOut.of(Setting.OUTPUT_REPLACE, " replaces it"))
        .exception(cause);
  }

  /** The final target of {@code link}, whether it exists or not; what isn't a link is its own target. */
  static Path resolve(Path link) throws IOException {
    Path target = link.toAbsolutePath();
    for (int hops = 0; Files.isSymbolicLink(target); hops++) {
      if (hops == MAX_LINKS) {
        throw new FileSystemException(
            link.toString(), null, "more than " + MAX_LINKS + " symbolic links to follow");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }
}
