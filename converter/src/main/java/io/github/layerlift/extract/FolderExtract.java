package io.github.layerlift.extract;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.location.Destination;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.output.Folders;
import io.github.layerlift.output.TempFolder;
import io.github.layerlift.output.WriteFaults;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Picked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A folder. Files are written into a private temporary folder; that gets the target's name when it
 * is complete, or, if the target exists, its content is moved over name by name. So a failure
 * before that changes nothing.
 */
final class FolderExtract implements Extract {
  private static final int PRIVATE = 0700;

  private final Path target;
  private final boolean exists;
  private final ExtractOptions options;
  private final Warnings warnings;
  private List<Folder> described = List.of();
  private volatile @Nullable TempFolder temp;
  private @Nullable Describer describer;
  private @Nullable FolderWriter writer;

  private FolderExtract(Path target, boolean exists, ExtractOptions options, Warnings warnings) {
    this.target = target;
    this.exists = exists;
    this.options = options;
    this.warnings = warnings;
  }

  /**
   * Looks whether files can go to {@code folder}.
   *
   * @param warnings of what can't be kept of them
   * @throws io.github.layerlift.fault.StorageException if it can't be written to
   */
  static FolderExtract open(Destination.Folder folder, ExtractOptions options, Warnings warnings)
      throws IOException {
    Path target = folder.path();
    boolean exists = Files.isDirectory(target);
    requireModes(target);
    requireFree(target, folder.force());
    Path home = exists ? target : Folders.holding(target);
    if (!Files.isDirectory(home) || !Files.isWritable(home)) {
      throw Fault.of(ErrorCode.TARGET_UNWRITABLE, home + " is not a writable folder")
          .hint("create the folder, or choose another one")
          .exception();
    }
    return new FolderExtract(target, exists, options, warnings);
  }

  /** Files without their modes and links would be of little use, so none are written. */
  private static void requireModes(Path target) throws LayerliftException {
    if (!target.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      throw Fault.of(
              ErrorCode.TARGET_UNWRITABLE,
              target + " is on a file system that can't keep the modes of files")
          .hint("write a tar, which keeps them")
          .exception();
    }
  }

  private static void requireFree(Path target, boolean force) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(target)) {
      throw Fault.of(ErrorCode.TARGET_EXISTS, target + " already exists, and is not a folder")
          .hint("choose another folder")
          .exception();
    }
    if (!force && Files.isDirectory(target) && !isEmpty(target)) {
      throw Fault.of(ErrorCode.TARGET_EXISTS, target + " is not empty")
          .hint(WayOut.of(
              Setting.EXTRACT_FORCE, " adds the files, and replaces those of the same name"))
          .exception();
    }
  }

  private static boolean isEmpty(Path folder) throws LayerliftException {
    try (var children = Files.newDirectoryStream(folder)) {
      return !children.iterator().hasNext();
    } catch (IOException e) {
      throw Fault.of(ErrorCode.TARGET_UNWRITABLE, folder + " can't be listed: " + Reason.of(e))
          .exception(e);
    }
  }

  @Override
  public void write(Picked picked, LayerStack layers) throws IOException {
    Path base = makeTemp();
    Describer by = describer(base);
    FolderWriter into = new FolderWriter(base, by, options.reading());
    describer = by;
    writer = into;
    into.write(picked, layers);
  }

  private Path makeTemp() throws LayerliftException {
    try {
      // within the folder if it exists: it may be a separate file system
      TempFolder made = TempFolder.beside(exists ? target.resolve("extract") : target);
      temp = made;
      Describer.setMode(made.path(), PRIVATE);
      return made.path();
    } catch (IOException e) {
      throw WriteFaults.unwritable(target.toString(), e);
    }
  }

  private Describer describer(Path base) throws IOException {
    boolean root = requireRight(base);
    try {
      return new Describer(options, warnings, root, NewFiles.in(base));
    } catch (IOException e) {
      throw WriteFaults.of(target.toString(), e);
    }
  }

  /** Whether files that this process creates are root's, so that it may change their owner. */
  private boolean requireRight(Path made) throws IOException {
    boolean root = Files.getAttribute(made, "unix:uid") instanceof Integer owner && owner == 0;
    if (options.devices() && !root) {
      throw Fault.of(ErrorCode.BAD_OPTION, "only root can create devices")
          .hint("leave them out, or write a tar, which can hold devices without root")
          .exception();
    }
    return root;
  }

  @Override
  public void finish(Picked picked) throws IOException {
    Path from = Objects.requireNonNull(temp, "nothing was written").path();
    FolderWriter into = Objects.requireNonNull(writer);
    Describer by = Objects.requireNonNull(describer);
    try {
      if (exists) {
        FolderMerge merge = new FolderMerge(from, target, by);
        List<Folder> fresh = merge.survey(picked);
        described = fresh;
        into.describe(fresh);
        merge.move();
      } else {
        described = picked.folders();
        into.describe(described);
        describeRoot(from, picked.root(), by);
        Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
      }
      described = List.of();
    } catch (IOException e) {
      throw WriteFaults.of(target.toString(), e);
    }
  }

  /** Most layers don't have an entry for their root. */
  private static void describeRoot(Path path, Folder root, Describer by) throws IOException {
    if (root.layer() > 0) {
      // it was not made in the temporary folder, but is it
      by.own(path, root.attributes());
      by.describe(path, FileKind.FOLDER, root.attributes());
    } else {
      Describer.setMode(path, root.attributes().mode());
    }
  }

  @Override
  public void abandon() {
    TempFolder made = temp;
    if (made != null) {
      made.abandon();
    }
  }

  @Override
  public void close() throws IOException {
    TempFolder made = temp;
    if (made != null) {
      try (TempFolder removed = made) {
        reopen(removed.path());
      }
    }
  }

  /** A folder without write permission for its owner could not be removed. */
  private void reopen(Path base) throws IOException {
    if (writer != null && !described.isEmpty() && Files.exists(base)) {
      Describer.setMode(base, PRIVATE);
      writer.reopen(described);
    }
  }
}
