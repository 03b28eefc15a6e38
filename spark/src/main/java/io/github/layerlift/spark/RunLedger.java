package io.github.layerlift.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.output.WriteFaults;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one run adds to a ledger where no file can be locked: a file of its own, which also takes over what earlier
 * runs have left. Each run deletes only what it has taken over, so two at a time lose nothing.
 */
final class RunLedger {
  /** A run that has written nothing for so long has ended. */
  private static final long MAX_MILLIS = Duration.ofDays(1).toMillis();

  private final Store store;
  private final Path into;
  private final RunFolder folder;
  private final List<Path> earlier = new ArrayList<>();
  private final Set<String> lines = new LinkedHashSet<>();
  private boolean changed;

  RunLedger(Store store, Path into, RunFolder folder) throws IOException {
    this.store = store;
    this.into = into;
    this.folder = folder;
    for (Path path : list(into, Ledger.PREFIX + "-*")) {
      if (Files.isDirectory(path)) {
        takeOver(path);
      } else {
        lines.addAll(Files.readAllLines(path, UTF_8));
        earlier.add(path);
      }
    }
  }

  /** The journals of a run that was killed, unless it may still be going on. */
  private void takeOver(Path run) throws IOException {
    long newest = 0;
    for (Path file : list(run, "*")) {
      newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
      if (file.toString().endsWith(".jsonl")) {
        lines.addAll(Files.readAllLines(file, UTF_8));
        changed = true;
      }
    }
    if (newest + MAX_MILLIS < folder.millis()) {
      earlier.add(run);
    }
  }

  private static List<Path> list(Path folder, String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
        files.forEach(found::add);
      }
    }
    return found;
  }

  void add(List<String> records) {
    changed |= lines.addAll(records);
  }

  /**
   * Writes everything into one file, before what was written elsewhere is deleted.
   *
   * @param whole whether all tasks have ended; the records of others are left to the next run
   */
  void finish(boolean whole) throws LayerliftException {
    try {
      if (changed || earlier.size() > 1) {
        store.put(folder.ledger(into), String.join("\n", lines) + "\n");
        for (Path old : earlier) {
          store.remove(old);
        }
      }
      if (whole) {
        store.remove(folder.path(into));
      }
    } catch (IOException e) {
      throw WriteFaults.of(into.toString(), e);
    }
  }
}
