package io.github.layerlift.batch;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.ledger.Identity;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.naming.Template;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Takes a first look at paths, from several threads. */
final class FirstLook {
  private final InputSniffer sniffer;
  private final Ledger ledger;
  private final Runnable looked;

  /** Names of folders, each of which many files share. */
  private final Interner<String> folders = Interners.newStrongInterner();

  /**
   * @param ledger what is known of files from earlier batches
   * @param looked called for each file that was looked at
   */
  FirstLook(InputSniffer sniffer, Ledger ledger, Runnable looked) {
    this.sniffer = sniffer;
    this.ledger = ledger;
    this.looked = looked;
  }

  /** A path that was named; empty for a folder that is to be searched. */
  Optional<Found> atNamed(Path path) {
    Optional<BasicFileAttributes> seen = attributes(path);
    if (!isFolder(seen)) {
      return Optional.of(file(path, seen, true, parent(path)));
    }
    return sniffer.kind(path) == InputSniffer.Kind.OTHER
        ? Optional.empty()
        : Optional.of(archive(path, true, parent(path)));
  }

  /** A path that was found in the folder {@code root}. */
  Found at(Path root, Path path) {
    String below = folders.intern(inner(root, path));
    Optional<BasicFileAttributes> seen = attributes(path);
    return isFolder(seen) ? archive(path, false, below) : file(path, seen, false, below);
  }

  /** Asked for once, since a store far away takes its time to answer; empty if the file can't be looked at. */
  private static Optional<BasicFileAttributes> attributes(Path path) {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (IOException e) {
      // opening it will say why
      return Optional.empty();
    }
  }

  private static boolean isFolder(Optional<BasicFileAttributes> seen) {
    return seen.isPresent() && seen.get().isDirectory();
  }

  private Found file(Path path, Optional<BasicFileAttributes> seen, boolean named, String folder) {
    looked.run();
    try {
      if (seen.isPresent() && !seen.get().isRegularFile()) {
        throw Fault.of(ErrorCode.INPUT_UNREADABLE, path + " is neither a file nor a folder")
            .hint("convert reads pipes; batch doesn't")
            .exception();
      }
      Optional<Identity> known = ledger.identity(path);
      if (known.isEmpty()) {
        sniffer.requireTar(path);
      }
      requireText(path);
      return new Found.Archive(
          name(path), path, named, folder, known.isPresent() ? known.get() : Identity.of(path));
    } catch (LayerliftException e) {
      return stranger(path, named || Template.isTarName(name(path)), e);
    } catch (RuntimeException e) {
      // a bug triggered by one file is reported for that file, and must not affect the others
      return new Found.Stranger(name(path), path, true, e);
    }
  }

  /** The ledger and reports are JSON, which can't represent other names without mixing them up. */
  private static void requireText(Path path) throws LayerliftException {
    String name = ByteNames.of(path);
    if (!ByteNames.isText(name)) {
      String quoted = "$'" + ByteNames.escaped(name).replace("'", "\\'") + "'";
      throw Fault.of(ErrorCode.INPUT_UNREADABLE, "the file name is not UTF-8: " + quoted)
          .hint("rename it, or convert it alone: convert " + quoted + " OUT")
          .exception();
    }
  }

  /** A file with a damaged start counts as an archive only if its name says so. */
  private static Found stranger(Path path, boolean expected, LayerliftException e) {
    LayerliftException reason = expected || e.code().kind() != FaultKind.MALFORMED
        ? e
        : Fault.of(ErrorCode.NOT_AN_ARCHIVE, String.valueOf(e.getMessage())).exception(e);
    return new Found.Stranger(name(path), path, expected, reason);
  }

  private Found archive(Path path, boolean named, String folder) {
    looked.run();
    try {
      requireText(path);
      return new Found.Archive(name(path), path, named, folder, Identity.of(path));
    } catch (LayerliftException | RuntimeException e) {
      return new Found.Stranger(name(path), path, true, e);
    }
  }

  /** The same on every machine with the same arguments. */
  static String name(Path path) {
    String name = ByteNames.of(path.normalize());
    return name.isEmpty() ? "." : ByteNames.isText(name) ? name : ByteNames.escaped(name);
  }

  /** The folder of a path that was given by name, unless it is somewhere else. */
  private static String parent(Path path) {
    Path parent = path.normalize().getParent();
    return parent == null || parent.isAbsolute() || parent.startsWith("..") ? "" : name(parent);
  }

  private static String inner(Path root, Path path) {
    Path parent = root.relativize(path).getParent();
    return parent == null ? "" : name(parent);
  }
}
