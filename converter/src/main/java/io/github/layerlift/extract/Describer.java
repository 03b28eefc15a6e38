package io.github.layerlift.extract;

import io.github.layerlift.fault.Warnings;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tree.Leaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Gives files their owners, attributes, modes and times. Never follows a link. */
final class Describer {
  private static final int SETUID_AND_SETGID = 06000;
  private static final int PRIVATE = 0600;

  private final ExtractOptions options;
  private final Warnings warnings;
  private final boolean owners;
  private final Xattrs xattrs;
  private final NewFiles fresh;
  private final FileTime now = FileTime.from(Instant.now());

  /**
   * @param root whether this process may change the owner of files
   * @param fresh what new files have already
   */
  Describer(ExtractOptions options, Warnings warnings, boolean root, NewFiles fresh) {
    this.fresh = fresh;
    this.options = options;
    this.warnings = warnings;
    this.owners = root && options.owners();
    this.xattrs = new Xattrs(root, warnings);
  }

  boolean makesDevices() {
    return options.devices();
  }

  Warnings warnings() {
    return warnings;
  }

  /** Whether files without write permission for this user really can't be written. */
  boolean isBoundByModes() {
    return !xattrs.isRoot();
  }

  /** Whether a file must be described by one thread, which gives warnings an order. */
  boolean isLater(Leaf file) {
    return !file.attributes().xattrs().isEmpty();
  }

  /** The permissions to create a file with: its own if that spares a change, otherwise private ones. */
  int firstMode(Leaf file) {
    return keepsMode(file.attributes()) ? mode(FileKind.FILE, file.attributes()) : PRIVATE;
  }

  /** Describes what was just made in the temporary folder; a file has its {@link #firstMode}. */
  void describe(Path path, FileKind kind, Attributes attributes) throws IOException {
    if (owners && attributes.uid() != fresh.uid()) {
      Files.setAttribute(path, "unix:uid", attributes.uid(), LinkOption.NOFOLLOW_LINKS);
    }
    if (owners && attributes.gid() != fresh.gid()) {
      Files.setAttribute(path, "unix:gid", attributes.gid(), LinkOption.NOFOLLOW_LINKS);
    }
    // a change of owner removes capabilities and setuid, so they are set after it
    xattrs.set(path, attributes.xattrs());
    switch (kind) {
      case FILE, FOLDER -> {
        setTime(path, attributes);
        if (kind == FileKind.FOLDER || !keepsMode(attributes)) {
          setMode(path, mode(kind, attributes));
        }
      }
      case SYMLINK -> setTime(path, attributes);
      // Mknod has already set the metadata of devices and FIFOs
      default -> {}
    }
  }

  /** Sets the owner, whatever it is. */
  void own(Path path, Attributes attributes) throws IOException {
    if (owners) {
      Files.setAttribute(path, "unix:uid", attributes.uid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", attributes.gid(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Attributes and times can only be set of a file that its owner may read and write. */
  private boolean keepsMode(Attributes attributes) {
    int mode = mode(FileKind.FILE, attributes);
    return (mode & PRIVATE) == PRIVATE && fresh.keep(mode);
  }

  /** A setuid program must not run as the user who unpacks it. */
  int mode(FileKind kind, Attributes attributes) {
    return owners || kind == FileKind.FOLDER
        ? attributes.mode()
        : attributes.mode() & ~SETUID_AND_SETGID;
  }

  static void setMode(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
  }

  private void setTime(Path path, Attributes attributes) throws IOException {
    FileTime time = FileTime.from(Instant.ofEpochSecond(attributes.seconds(), attributes.nanos()));
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(time, now, null);
  }
}
