package io.github.layerlift.batch;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the inputs of a batch. Used once. Each path counts once, however often and in whatever form it is given. */
public final class SourceFinder {
  private final FileSystem files;
  private final Path output;
  private final InputSniffer sniffer;
  private final Cancellation cancellation;
  private final FirstLook look;
  private final List<Path> named = new ArrayList<>();
  private final Map<Path, Found> found = new HashMap<>();

  /**
   * @param options with the folder that the batch writes into, which is not a source
   * @param ledger what is known of files from earlier batches
   */
  public SourceFinder(BatchOptions options, Ledger ledger) {
    ReadOptions reading = options.conversion().reading();
    this.files = options.files();
    this.output = options.into().toAbsolutePath().normalize();
    this.sniffer = new InputSniffer(reading.limits());
    this.cancellation = reading.monitor().cancellation();
    this.look = new FirstLook(sniffer, ledger, options.progress()::looked);
  }

  /** Adds a path; one that doesn't exist may be a pattern. */
  public void add(String text) throws LayerliftException {
    if (!Globs.isPattern(text) || exists(text)) {
      add(ByteNames.path(files, text));
      return;
    }
    try {
      List<Path> matches = Globs.expand(files, text);
      matches.forEach(this::add);
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
  public void add(Path path) {
    named.add(path);
  }

  /**
   * Looks at all that was added.
   *
   * @return what was found, by name
   */
  public List<Found> found() throws LayerliftException {
    List<Optional<Found>> seen = Looks.at(named, cancellation, look::atNamed);
    for (int i = 0; i < seen.size(); i++) {
      Path path = named.get(i);
      if (seen.get(i).isEmpty()) {
        addFolder(path, new SourceWalk(path, output, sniffer, cancellation));
        continue;
      }
      put(seen.get(i).get());
      if (isStorage(path)) {
        addFolder(path, SourceWalk.besideStorage(path, output, sniffer, cancellation));
      }
    }
    List<Found> all = new ArrayList<>(found.values());
    all.sort((one, other) -> one.name().compareTo(other.name()));
    return all;
  }

  /** Whether archives may lie beside it; elsewhere, to ask would take too long for each of many files. */
  private boolean isStorage(Path path) {
    return files.equals(FileSystems.getDefault())
        && Files.isDirectory(path)
        && sniffer.kind(path) == InputSniffer.Kind.STORAGE;
  }

  private void addFolder(Path folder, SourceWalk walk) throws LayerliftException {
    if (SourceWalk.same(folder, output)) {
      throw Fault.of(ErrorCode.BAD_OPTION, folder + " is both a source and the output folder")
          .hint(WayOut.of("name another folder with ")
              .set(Setting.BATCH_INTO)
              .then("; a subfolder will do"))
          .exception();
    }
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
    Looks.at(walk.found(), cancellation, path -> look.at(folder, path)).forEach(this::put);
    walk.unreadable()
        .forEach((path, fault) -> putFault(
            path,
            Fault.of(ErrorCode.INPUT_UNREADABLE, path + " can't be read: " + Reason.of(fault))
                .exception(fault)));
  }

  private void putFault(Path path, LayerliftException fault) {
    put(new Found.Stranger(FirstLook.name(path), path, true, fault));
  }

  /** Of two ways to one path, the one named by the user counts, then the lesser name. */
  private void put(Found one) {
    found.merge(one.path().toAbsolutePath().normalize(), one, (old, other) -> {
      if (old.named() != other.named()) {
        return old.named() ? old : other;
      }
      return old.name().compareTo(other.name()) <= 0 ? old : other;
    });
  }
}
