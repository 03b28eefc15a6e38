package io.github.layerlift.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A folder to write into, beside one that must not be touched. */
final class Sandbox implements Closeable {
  private static final String PRECIOUS = "outside/folder/precious";

  private final Path root;
  private final Path inside;

  Sandbox() throws IOException {
    root = Files.createTempDirectory("layerlift-fuzz-");
    inside = Files.createDirectory(root.resolve("inside"));
    Path precious = root.resolve(PRECIOUS);
    Files.createDirectories(precious.getParent());
    Files.writeString(precious, PRECIOUS);
  }

  /** The folder to write into. */
  Path inside() {
    return inside;
  }

  /** Fails if anything was written where nothing may be. */
  void requireUntouched() throws IOException {
    assertEquals(List.of("inside", "outside"), names(root));
    assertEquals(List.of("folder"), names(root.resolve("outside")));
    assertEquals(List.of("precious"), names(root.resolve("outside/folder")));
    Path precious = root.resolve(PRECIOUS);
    assertEquals(true, Files.isRegularFile(precious, LinkOption.NOFOLLOW_LINKS));
    assertEquals(PRECIOUS, Files.readString(precious));
    assertEquals(1, Files.getAttribute(precious, "unix:nlink"));
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
          throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, IOException fault) throws IOException {
        Files.delete(folder);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
