package io.github.layerlift.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the outputs in a folder: one file of lines, and a journal for each batch that
 * runs or was killed. A record counts only if the output still has its size and time, so it doesn't
 * matter which of several is the newest. Not thread-safe.
 */
public final class Ledger {
  /** How all files of a ledger start. */
  public static final String PREFIX = ".layerlift-ledger";

  static final String FILE = PREFIX + ".jsonl";
  private static final String JOURNALS = PREFIX + "*.jsonl";

  /** A run without locks has a folder for its journals, one for each output. */
  private static final String RUNS = PREFIX + "-*";

  /** No line that a batch writes is longer. */
  static final JsonReader READER = new JsonReader(new JsonLimits(1 << 20, 8));

  private final Map<String, List<LedgerRecord.Output>> outputs = new HashMap<>();
  private final Map<Identity, LedgerRecord.Stranger> strangers = new HashMap<>();
  private final Map<Identity, String> references = new HashMap<>();
  private final Map<Stamp, Identity> stamped = new HashMap<>();
  private final Set<String> done = new HashSet<>();

  Ledger() {}

  /** An empty ledger. */
  public static Ledger empty() {
    return new Ledger();
  }

  /** Reads the ledger of {@code folder}; an empty one if there is none. */
  public static Ledger read(Path folder) throws LayerliftException {
    return read(folder, null);
  }

  /**
   * @param own a journal to leave out: reading one's own would release its lock, since a system
   *     drops all locks of a process on a file when the process closes it once
   */
  static Ledger read(Path folder, @Nullable Path own) throws LayerliftException {
    Ledger ledger = new Ledger();
    try {
      for (Path file : files(folder)) {
        if (!file.equals(own)) {
          ledger.addAll(file);
        }
      }
      for (Path run : children(folder, RUNS)) {
        for (Path journal : children(run, "*.jsonl")) {
          ledger.addAll(journal);
        }
      }
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw Fault.of(
              ErrorCode.READ_FAILED, "the ledger in " + folder + " can't be read: " + Reason.of(e))
          .exception(e);
    }
    return ledger;
  }

  /** The record of the output {@code name} as it is now. */
  public Optional<LedgerRecord.Output> output(String name, long size, long modified) {
    return outputs.getOrDefault(name, List.of()).stream()
        .filter(record -> record.isOf(size, modified))
        .findFirst();
  }

  /** The newest record of an output {@code name} of that size, whatever its time is now. */
  public Optional<LedgerRecord.Output> output(String name, long size) {
    return outputs.getOrDefault(name, List.of()).stream()
        .filter(record -> record.done() && record.size() == size)
        .reduce((older, newer) -> newer);
  }

  /** Whether some batch has certainly written an output {@code name}, whatever happened to it. */
  public boolean hasWritten(String name) {
    return done.contains(name);
  }

  /** The identity of a file that hasn't changed since it was converted, without opening it. */
  public Optional<Identity> identity(Path file) {
    return stamped.isEmpty() ? Optional.empty() : Stamp.of(file).map(stamped::get);
  }

  /** The record that an input is not an image archive. */
  public Optional<LedgerRecord.Stranger> stranger(Identity identity) {
    return Optional.ofNullable(strangers.get(identity));
  }

  /** The first image of an input that was converted before. */
  public Optional<String> reference(Identity identity) {
    return Optional.ofNullable(references.get(identity));
  }

  void add(LedgerRecord record) {
    if (record instanceof LedgerRecord.Stranger stranger) {
      strangers.put(stranger.identity(), stranger);
      return;
    }
    LedgerRecord.Output output = (LedgerRecord.Output) record;
    List<LedgerRecord.Output> same =
        outputs.computeIfAbsent(output.output(), any -> new ArrayList<>(1));
    same.removeIf(other -> other.isOf(output.size(), output.modified()) && !other.done());
    same.add(output);
    if (output.done()) {
      done.add(output.output());
    }
    if (output.reference() != null) {
      references.put(output.identity(), output.reference());
    }
    if (output.stamp() != null) {
      stamped.put(output.stamp(), output.identity());
    }
  }

  /** Adds the content of {@code file}; a line that was truncated by a kill is ignored. */
  void addAll(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      addAll(in);
    } catch (NoSuchFileException e) {
      // another batch has just merged it into the ledger file, which is read too
      return;
    }
  }

  /** Adds the content of {@code in}, which stays open. */
  public void addAll(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        parse(line).ifPresent(this::add);
      }
    }
  }

  private static Optional<LedgerRecord> parse(String line) {
    try {
      return LedgerRecord.read(READER.read(line.getBytes(UTF_8), FILE));
    } catch (LayerliftException e) {
      return Optional.empty();
    }
  }

  /** What is worth keeping: for each existing output, the record that matches it, or one that did. */
  List<LedgerRecord> compact(Path folder) throws IOException {
    List<LedgerRecord> kept = new ArrayList<>(strangers.values());
    for (Map.Entry<String, List<LedgerRecord.Output>> same : outputs.entrySet()) {
      Path file = folder.resolve(same.getKey());
      if (!Files.exists(file)) {
        continue;
      }
      OutputState state = OutputState.of(file);
      LedgerRecord.Output best = null;
      for (LedgerRecord.Output each : same.getValue()) {
        boolean fits = each.isOf(state.size(), state.modified());
        best = fits || (each.done() && best == null) ? each : best;
      }
      if (best != null) {
        boolean fits = best.isOf(state.size(), state.modified());
        kept.add(fits ? best.asDone() : best);
      }
    }
    return kept;
  }

  /** The ledger file comes last: what a batch moves there meanwhile is read twice, but never missed. */
  static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      for (Path journal : children(folder, JOURNALS)) {
        if (!journal.endsWith(FILE) && Files.isRegularFile(journal)) {
          files.add(journal);
        }
      }
      requireFile(folder.resolve(FILE));
      files.add(folder.resolve(FILE));
    }
    return files;
  }

  /** What is in {@code folder}; nothing if that is not a folder. */
  private static List<Path> children(Path folder, String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, pattern)) {
        children.forEach(found::add);
      } catch (NoSuchFileException e) {
        // a run that ends has just removed it
        return found;
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return found;
  }

  /** Opening anything else might block forever, as a pipe does, and it would be replaced at the end. */
  static void requireFile(Path file) throws LayerliftException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw Fault.of(
              ErrorCode.READ_FAILED, file + " is not a regular file, so it can't be the ledger")
          .hint(WayOut.of("move it away, or choose another folder with ").set(Setting.BATCH_INTO))
          .exception();
    }
  }
}
