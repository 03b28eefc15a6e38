package io.github.layerlift.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder under a temporary name, with a locked file beside it that shows that it is in use. */
public final class TempFolder implements Closeable {
  private static final String SUFFIX = ".d";
  private static final String ABANDONED = ".gone";

  private final TempFile guard;
  private final Path path;

  private TempFolder(TempFile guard, Path path) {
    this.guard = guard;
    this.path = path;
  }

  /** Removes what killed runs left for {@code target}, and creates a new folder. */
  public static TempFolder beside(Path target) throws IOException {
    StaleFiles.removeOf(target, file -> deleteTree(companion(file)));
    TempFile guard = TempFile.beside(target);
    return new TempFolder(guard, Files.createDirectory(companion(guard.path())));
  }

  public Path path() {
    return path;
  }

  /** Deletes the folder, if possible; it can't be moved to its target from here on. */
  public void abandon() {
    Path gone = guard.path().resolveSibling(guard.path().getFileName() + ABANDONED);
    try {
      // a thread that is writing into it must not recreate a part of it
      Files.move(path, gone, StandardCopyOption.ATOMIC_MOVE);
      deleteTree(gone);
    } catch (IOException e) {
      // already moved to its target, or it can't be deleted: the process is ending
      return;
    } finally {
      guard.unlink();
    }
  }

  /** Deletes the folder, unless it was moved away. */
  @Override
  public void close() throws IOException {
    try (guard) {
      deleteTree(path);
    }
  }

  private static Path companion(Path guard) {
    return guard.resolveSibling(guard.getFileName() + SUFFIX);
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path visited, IOException fault)
          throws IOException {
        Files.delete(visited);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
