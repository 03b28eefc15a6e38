package io.github.layerlift.batch;

import io.github.layerlift.bytes.ScratchNames;
import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Searches a folder for what may be an archive: files, links to files, and folders that are one.
 * Links to folders aren't followed, so that nothing is found twice and nothing loops.
 */
final class SourceWalk extends SimpleFileVisitor<Path> {
  /** What the upper folders of registries' disks are called. */
  private static final Set<String> OF_STORAGE = Set.of("docker", "repositories", "blobs", "images");

  private final Path root;
  private final Path output;
  private final InputSniffer sniffer;
  private final Cancellation cancellation;
  private final List<Path> found = new ArrayList<>();
  private final Set<Path> storages = new HashSet<>();
  private final Map<Path, IOException> unreadable = new HashMap<>();

  /**
   * @param output a folder to leave out, absolute, whether it exists or not
   */
  SourceWalk(Path root, Path output, InputSniffer sniffer, Cancellation cancellation) {
    this.root = root;
    this.output = output;
    this.sniffer = sniffer;
    this.cancellation = cancellation;
  }

  /** A walk of a registry's disk, which is an input already: finds what lies beside that in its folder. */
  static SourceWalk besideStorage(
      Path root, Path output, InputSniffer sniffer, Cancellation cancellation) {
    SourceWalk walk = new SourceWalk(root, output, sniffer, cancellation);
    walk.storages.add(root);
    return walk;
  }

  /** What was found, in no order. */
  List<Path> found() {
    return found;
  }

  /** Why folders, or what is in them, could not be read. */
  Map<Path, IOException> unreadable() {
    return unreadable;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    cancellation.check();
    if (isScratch(folder) || same(folder, output) || isOfStorage(folder)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (storages.contains(folder)) {
      return FileVisitResult.CONTINUE;
    }
    InputSniffer.Kind kind = sniffer.kind(folder);
    if (kind == InputSniffer.Kind.OTHER) {
      return FileVisitResult.CONTINUE;
    }
    found.add(folder);
    if (kind == InputSniffer.Kind.LAYOUT) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    storages.add(folder);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (!isScratch(file) && (attributes.isRegularFile() || Files.isRegularFile(file))) {
      found.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException fault) {
    unreadable.put(file, fault);
    return FileVisitResult.CONTINUE;
  }

  /** Whether two paths lead to the same place. */
  static boolean same(Path one, Path other) {
    if (one.toAbsolutePath().normalize().equals(other)) {
      return true;
    }
    try {
      return Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      // a folder that can't be read is not our output folder
      return false;
    }
  }

  /** Beside what a registry keeps, archives may lie in the same folder. */
  private boolean isOfStorage(Path folder) {
    Path name = folder.getFileName();
    Path parent = folder.getParent();
    return name != null
        && parent != null
        && storages.contains(parent)
        && OF_STORAGE.contains(name.toString());
  }

  private boolean isScratch(Path path) {
    Path name = path.getFileName();
    return !path.equals(root) && name != null && ScratchNames.isScratch(name.toString());
  }
}
