package io.github.layerlift.extract;

import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.output.WriteFaults;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Node;
import io.github.layerlift.tree.Picked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Writes files into an empty folder that nobody else can enter.
 *
 * <p>Nothing can be written outside of it. Its folders come first, each created by a call that
 * fails if anything is there already; then files, on several threads, and links to them. Symlinks come last, and nothing is
 * written below them, since names come from the tree, where no name leads through a link. A hard
 * link is only made to a file that was just written here.
 */
final class FolderWriter {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path base;
  private final Describer describer;
  private final ReadOptions reading;

  /**
   * @param base an empty folder, private to this user
   * @param reading says how many threads may write files
   */
  FolderWriter(Path base, Describer describer, ReadOptions reading) {
    this.base = base;
    this.describer = describer;
    this.reading = reading;
  }

  /** Writes everything except the metadata of folders: they must stay writable until they are filled. */
  void write(Picked picked, LayerStack layers) throws IOException {
    for (Folder folder : picked.folders()) {
      layers.advance(0);
      make(folder, path -> Files.createDirectory(path, PRIVATE_FOLDER));
    }
    new FileCrew(base, describer, layers, reading).write(picked.files());
    writeSpecials(picked.specials(), layers);
    for (Leaf link : picked.hardLinks()) {
      layers.advance(0);
      writeHardLink(link, picked.firstName(link).orElse(link));
    }
    for (Leaf link : picked.symlinks()) {
      layers.advance(0);
      writeSymlink(link);
    }
    for (Leaf link : picked.hardLinks()) {
      if (link.inode().kind() == FileKind.SYMLINK) {
        writeSymlink(link);
      }
    }
  }

  /**
   * Sets the metadata of folders.
   *
   * @param folders each before its content
   */
  void describe(List<Folder> folders) throws IOException {
    // inside out: the content of a folder can't be reached once its permissions are set
    for (int i = folders.size() - 1; i >= 0; i--) {
      Folder folder = folders.get(i);
      make(folder, path -> describer.describe(path, FileKind.FOLDER, folder.attributes()));
    }
  }

  /** Makes folders accessible again, so that they can be removed or moved. */
  void reopen(List<Folder> folders) throws IOException {
    for (Folder folder : folders) {
      make(folder, path -> Describer.setMode(path, 0700));
    }
  }

  private void writeSpecials(List<Leaf> specials, LayerStack layers) throws IOException {
    if (!describer.makesDevices()) {
      if (!specials.isEmpty()) {
        describer
            .warnings()
            .add(
                WarningCode.DEVICES_LEFT_OUT,
                "devices and FIFOs were left out (" + specials.size() + ")",
                WayOut.of(Setting.EXTRACT_DEVICES, " creates them"));
      }
      return;
    }
    for (Leaf special : specials) {
      layers.advance(0);
      make(special, path -> {
        Mknod.make(path, special.inode());
        describer.describe(path, special.inode().kind(), special.attributes());
      });
    }
  }

  private void writeHardLink(Leaf link, Leaf first) throws IOException {
    boolean left = link.inode().kind() != FileKind.FILE && !describer.makesDevices();
    // some systems would follow a symlink; so it is copied instead
    if (link.inode().kind() != FileKind.SYMLINK && !left) {
      make(link, path -> Files.createLink(path, resolve(first)));
    }
  }

  private void writeSymlink(Leaf link) throws IOException {
    make(link, path -> {
      Files.createSymbolicLink(path, ByteNames.path(link.inode().link()));
      describer.describe(path, FileKind.SYMLINK, link.attributes());
    });
  }

  /** Makes something at a path. */
  @FunctionalInterface
  interface Action {
    void on(Path path) throws IOException;
  }

  private void make(Node node, Action action) throws IOException {
    make(node, resolve(node), action);
  }

  /** Makes {@code node} at {@code path}, and words the system's errors. */
  static void make(Node node, Path path, Action action) throws IOException {
    try {
      action.on(path);
    } catch (IOException e) {
      throw WriteFaults.of(node.path(), e);
    }
  }

  private Path resolve(Node node) {
    return ByteNames.path(base, node.path());
  }
}
