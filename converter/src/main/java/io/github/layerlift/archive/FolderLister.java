package io.github.layerlift.archive;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.ScratchNames;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tar.TarIndex;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.text.EntryNames;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists an unpacked archive as if it were a tar of the folder; links are noted, not followed. */
final class FolderLister extends SimpleFileVisitor<Path> {
  private final Path folder;
  private final int maxEntries;
  private final Cancellation cancellation;
  private final List<Entry> entries = new ArrayList<>();

  private FolderLister(Path folder, int maxEntries, Cancellation cancellation) {
    this.folder = folder;
    this.maxEntries = maxEntries;
    this.cancellation = cancellation;
  }

  static List<Entry> list(Path folder, int maxEntries, Cancellation cancellation)
      throws LayerliftException {
    return list(folder, maxEntries, Integer.MAX_VALUE, cancellation);
  }

  /**
   * @param depth how many levels below the folder are listed
   */
  static List<Entry> list(Path folder, int maxEntries, int depth, Cancellation cancellation)
      throws LayerliftException {
    try {
      // a link to the folder is the user's, and is followed; links in it are the archive's
      Path real = folder.toRealPath();
      FolderLister lister = new FolderLister(real, maxEntries, cancellation);
      Files.walkFileTree(real, Set.of(), depth, lister);
      return lister.entries;
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw Fault.of(ErrorCode.INPUT_UNREADABLE, folder + " can't be listed: " + Reason.of(e))
          .hint("check its owner and permissions, or read it as another user")
          .exception(e);
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
      throws IOException {
    if (isScratch(path)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (!path.equals(folder)) {
      add(path, FileKind.FOLDER, "", attributes, 0);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
    if (isScratch(path)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isSymbolicLink()) {
      add(path, FileKind.SYMLINK, link(path), attributes, 0);
    } else if (attributes.isRegularFile()) {
      add(path, FileKind.FILE, "", attributes, attributes.size());
    } else {
      add(path, FileKind.UNKNOWN, "", attributes, 0);
    }
    return FileVisitResult.CONTINUE;
  }

  /** The output may grow in the very folder that is read. */
  private static boolean isScratch(Path path) {
    Path name = path.getFileName();
    return name != null && ScratchNames.isScratch(name.toString());
  }

  /** A link that leads back into the folder from outside, or from the root, is a link within it. */
  private String link(Path path) throws IOException {
    Path target = Files.readSymbolicLink(path);
    Path parent = path.getParent();
    Path absolute = path.resolveSibling(target).normalize();
    if (parent == null || !absolute.startsWith(folder)) {
      return ByteNames.of(target);
    }
    String above = ByteNames.of(folder.relativize(parent));
    boolean staysInside =
        !target.isAbsolute() && EntryNames.resolve(above, ByteNames.of(target)).isPresent();
    return ByteNames.of(staysInside ? target : parent.relativize(absolute));
  }

  private void add(Path path, FileKind kind, String link, BasicFileAttributes attributes, long size)
      throws LayerliftException {
    cancellation.check();
    if (entries.size() >= maxEntries) {
      throw TarIndex.tooManyEntries(maxEntries);
    }
    String name = ByteNames.of(folder.relativize(path));
    FolderFile source = new FolderFile(path, size, attributes.lastModifiedTime());
    entries.add(new Entry(name, kind, link, new Extent(source, name, 0, size), 0));
  }
}
