package io.github.layerlift.extract;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.Node;
import io.github.layerlift.tree.Picked;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves a tree into a folder that is not empty. Folders are merged, and existing ones stay as they
 * are; anything else that is in the way is replaced, except a folder, which is never removed. Goes
 * from folder to folder by open handles and never through a link, so that what is in the target, or
 * is put there meanwhile, can't lead elsewhere.
 */
final class FolderMerge {
  private static final Set<PosixFilePermission> OWN =
      EnumSet.copyOf(PosixFilePermissions.fromString("rwx------"));

  private final Path from;
  private final Path into;
  private final Describer describer;
  private final Set<String> shared = new HashSet<>();

  FolderMerge(Path from, Path into, Describer describer) {
    this.from = from;
    this.into = into;
    this.describer = describer;
  }

  /**
   * Checks that everything can be moved, before anything is.
   *
   * @return the folders that don't exist yet
   * @throws io.github.layerlift.fault.StorageException if a folder is in the place of a file
   */
  List<Folder> survey(Picked picked) throws LayerliftException {
    List<Folder> fresh = new ArrayList<>();
    shared.add("");
    for (Node node : picked.nodes()) {
      boolean below = shared.contains(node.parentOrSelf().path());
      boolean there = below
          && Files.isDirectory(
              into.resolve(ByteNames.path(node.path())), LinkOption.NOFOLLOW_LINKS);
      if (node instanceof Folder folder) {
        if (there) {
          shared.add(folder.path());
        } else {
          fresh.add(folder);
        }
      } else if (there) {
        throw inTheWay(node.path());
      }
    }
    return fresh;
  }

  void move() throws IOException {
    try (SecureDirectoryStream<Path> source = open(from);
        SecureDirectoryStream<Path> target = open(into)) {
      move(source, target, "");
    }
  }

  private void move(
      SecureDirectoryStream<Path> source, SecureDirectoryStream<Path> target, String path)
      throws IOException {
    for (Path name : names(source)) {
      String inner = path.isEmpty() ? ByteNames.of(name) : path + "/" + ByteNames.of(name);
      BasicFileAttributes there = attributes(target, name);
      boolean folder = isFolder(attributes(source, name));
      if (folder && isFolder(there)) {
        try (SecureDirectoryStream<Path> innerSource = enter(source, name);
            SecureDirectoryStream<Path> innerTarget = enter(target, name)) {
          move(innerSource, innerTarget, inner);
        }
        source.deleteDirectory(name);
      } else if (isFolder(there)) {
        throw inTheWay(inner);
      } else if (folder) {
        if (there != null) {
          target.deleteFile(name);
        }
        moveFolder(source, target, name);
      } else {
        source.move(name, target, name);
      }
    }
  }

  /** A folder can't be moved to another parent unless its owner may write to it. */
  private void moveFolder(
      SecureDirectoryStream<Path> source, SecureDirectoryStream<Path> target, Path name)
      throws IOException {
    Set<PosixFilePermission> mode = null;
    if (describer.isBoundByModes()) {
      mode = modes(source, name).readAttributes().permissions();
      if (!mode.containsAll(OWN)) {
        Set<PosixFilePermission> open = EnumSet.copyOf(OWN);
        open.addAll(mode);
        modes(source, name).setPermissions(open);
      } else {
        mode = null;
      }
    }
    source.move(name, target, name);
    if (mode != null) {
      modes(target, name).setPermissions(mode);
    }
  }

  private static PosixFileAttributeView modes(SecureDirectoryStream<Path> folder, Path name) {
    return folder.getFileAttributeView(
        name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static @Nullable BasicFileAttributes attributes(
      SecureDirectoryStream<Path> folder, Path name) throws IOException {
    try {
      return folder
          .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static boolean isFolder(@Nullable BasicFileAttributes attributes) {
    return attributes != null && attributes.isDirectory();
  }

  /** All names, before any of them is moved away. */
  private static List<Path> names(SecureDirectoryStream<Path> folder) {
    List<Path> names = new ArrayList<>();
    for (Path each : folder) {
      Path name = each.getFileName();
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private static SecureDirectoryStream<Path> enter(SecureDirectoryStream<Path> folder, Path name)
      throws IOException {
    return folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
  }

  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  private static SecureDirectoryStream<Path> open(Path folder) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw Fault.of(
            ErrorCode.WRITE_FAILED, "this system can't move files safely into a folder that exists")
        .hint("choose a folder that doesn't exist")
        .exception();
  }

  private LayerliftException inTheWay(String path) {
    return Fault.of(
            ErrorCode.TARGET_EXISTS,
            into.resolve(path) + " is a folder, but something else in the image")
        .hint("a folder is never replaced; remove it yourself, or choose another target")
        .exception();
  }
}
