package io.github.layerlift.batch;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.input.Readers;
import io.github.layerlift.ledger.Identity;
import io.github.layerlift.naming.Template;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.Limits;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the inputs of a batch. Each path counts once, however often and in whatever form it is given. */
public final class SourceFinder {
  private final FileSystem files;
  private final Path output;
  private final InputSniffer sniffer;
  private final Cancellation cancellation;
  private final Runnable looked;
  private final Map<Path, Found> found = new HashMap<>();

  /**
   * @param options with the folder that the batch writes into, which is not a source
   */
  public SourceFinder(BatchOptions options) {
    ReadOptions reading = options.conversion().reading();
    Limits limits = reading.limits();
    this.files = options.files();
    this.output = options.into().toAbsolutePath().normalize();
    this.sniffer = new InputSniffer(Readers.decoder(limits), limits.entries(), limits.linkHops());
    this.cancellation = reading.monitor().cancellation();
    this.looked = options.progress()::looked;
  }

  /** Adds a path; one that doesn't exist may be a pattern. */
  public void add(String text) throws LayerliftException {
    if (!Globs.isPattern(text) || exists(text)) {
      add(ByteNames.path(files, text));
      return;
    }
    try {
      List<Path> matches = Globs.expand(files, text);
      for (Path match : matches) {
        add(match);
      }
      if (matches.isEmpty()) {
        putFault(
            text, Fault.of(ErrorCode.INPUT_MISSING, "nothing matches " + text).exception());
      }
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      putFault(
          text,
          Fault.of(ErrorCode.INPUT_UNREADABLE, text + " can't be searched: " + Reason.of(e))
              .exception(e));
    }
  }

  private boolean exists(String text) {
    try {
      return Files.exists(ByteNames.path(files, text));
    } catch (InvalidPathException e) {
      // Windows has no names with an asterisk
      return false;
    }
  }

  /**
   * @throws LayerliftException {@code fault} itself if no path has that name, so that nothing of it
   *     can be listed
   */
  private void putFault(String text, LayerliftException fault) throws LayerliftException {
    try {
      putFault(ByteNames.path(files, text), fault);
    } catch (InvalidPathException e) {
      fault.addSuppressed(e);
      throw fault;
    }
  }

  /** Adds a file, or a folder with everything in it. */
  public void add(Path path) throws LayerliftException {
    cancellation.check();
    if (!Files.isDirectory(path)) {
      put(file(path, true, parent(path)));
    } else if (sniffer.isLayout(path)) {
      put(archive(path, true, parent(path)));
    } else {
      addFolder(path);
    }
  }

  /** All that was found, by name. */
  public List<Found> found() {
    List<Found> all = new ArrayList<>(found.values());
    all.sort((one, other) -> one.name().compareTo(other.name()));
    return all;
  }

  private void addFolder(Path folder) throws LayerliftException {
    if (SourceWalk.same(folder, output)) {
      throw Fault.of(ErrorCode.BAD_OPTION, folder + " is both a source and the output folder")
          .hint(WayOut.of("name another folder with ")
              .set(Setting.BATCH_INTO)
              .then("; a subfolder will do"))
          .exception();
    }
    SourceWalk walk = new SourceWalk(folder, output, sniffer, cancellation);
    try {
      // a link to the folder is the user's, and is followed; links in it are not
      Files.walkFileTree(folder, walk);
      if (Files.isSymbolicLink(folder)) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
          for (Path child : children) {
            Files.walkFileTree(child, walk);
          }
        }
      }
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException | DirectoryIteratorException e) {
      // what was found before is still converted
      putFault(
          folder,
          Fault.of(ErrorCode.INPUT_UNREADABLE, folder + " can't be listed: " + Reason.of(e))
              .exception(e));
    }
    for (Path path : walk.found()) {
      cancellation.check();
      String below = inner(folder, path);
      put(Files.isDirectory(path) ? archive(path, false, below) : file(path, false, below));
    }
    walk.unreadable()
        .forEach((path, fault) -> putFault(
            path,
            Fault.of(ErrorCode.INPUT_UNREADABLE, path + " can't be read: " + Reason.of(fault))
                .exception(fault)));
  }

  private void putFault(Path path, LayerliftException fault) {
    put(new Found.Stranger(name(path), path, true, fault));
  }

  private Found file(Path path, boolean named, String folder) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw Fault.of(ErrorCode.INPUT_UNREADABLE, path + " is neither a file nor a folder")
            .hint("convert reads pipes; batch doesn't")
            .exception();
      }
      sniffer.requireTar(path);
      requireText(path);
      return new Found.Archive(name(path), path, named, folder, Identity.of(path));
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

  private static Found archive(Path path, boolean named, String folder) {
    try {
      requireText(path);
      return new Found.Archive(name(path), path, named, folder, Identity.of(path));
    } catch (LayerliftException | RuntimeException e) {
      return new Found.Stranger(name(path), path, true, e);
    }
  }

  /** Of two ways to one path, the one named by the user counts, then the lesser name. */
  private void put(Found one) {
    looked.run();
    found.merge(one.path().toAbsolutePath().normalize(), one, (old, other) -> {
      if (old.named() != other.named()) {
        return old.named() ? old : other;
      }
      return old.name().compareTo(other.name()) <= 0 ? old : other;
    });
  }

  /** The same on every machine with the same arguments. */
  private static String name(Path path) {
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
