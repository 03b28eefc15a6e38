package io.github.layerlift.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Ledger}, {@link LedgerJournal} and {@link LedgerRecord}. */
class LedgerTest {
  private static final Identity INPUT = new Identity(10, -5, "sha256:abc");

  @TempDir
  private Path folder;

  private LedgerRecord.Output record(String name) throws Exception {
    Path file = folder.resolve(name);
    if (Files.notExists(file)) {
      Files.writeString(file, "output " + name);
    }
    OutputState state = OutputState.of(file);
    return new LedgerRecord.Output(
        name,
        "in/\u00e4\n" + name,
        INPUT,
        "x=1",
        state.size(),
        state.modified(),
        2,
        "app:1",
        new Stamp(7, 8),
        false);
  }

  private Optional<LedgerRecord.Output> known(String name) throws Exception {
    OutputState state = OutputState.of(folder.resolve(name));
    return Ledger.read(folder).output(name, state.size(), state.modified());
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(".") && !name.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }

  @Test
  void read_noFolder_isEmpty() throws Exception {
    assertFalse(Ledger.read(folder.resolve("absent")).hasWritten("x"));
  }

  @Test
  void close_nothingAdded_writesNothing() throws Exception {
    new LedgerJournal(folder).close();
    assertEquals(List.of(), files());
  }

  @Test
  void add_record_isKnownAtOnceAndAfterTheEnd() throws Exception {
    try (LedgerJournal journal = new LedgerJournal(folder)) {
      journal.add(record("a.tar"));
      assertEquals(record("a.tar"), known("a.tar").orElseThrow());
      assertFalse(Ledger.read(folder).hasWritten("a.tar"), "it had no name yet");
      journal.done(record("a.tar"));
      assertTrue(Ledger.read(folder).hasWritten("a.tar"));
    }
    assertEquals(List.of(".layerlift-ledger.jsonl"), files());
    assertEquals(record("a.tar").asDone(), known("a.tar").orElseThrow());
    assertEquals("app:1", Ledger.read(folder).reference(INPUT).orElseThrow());
  }

  @Test
  void output_changedSince_isNotKnownButWritten() throws Exception {
    try (LedgerJournal journal = new LedgerJournal(folder)) {
      journal.add(record("a.tar"));
      journal.done(record("a.tar"));
    }
    Files.writeString(folder.resolve("a.tar"), "something else");
    assertTrue(known("a.tar").isEmpty());
    assertTrue(Ledger.read(folder).hasWritten("a.tar"));
    new LedgerJournal(folder).close();
    assertTrue(Ledger.read(folder).hasWritten("a.tar"), "a compaction keeps it");
  }

  @Test
  void close_outputGone_forgetsIt() throws Exception {
    try (LedgerJournal journal = new LedgerJournal(folder)) {
      journal.add(record("a.tar"));
      journal.add(record("b.tar"));
      journal.done(record("b.tar"));
      Files.delete(folder.resolve("b.tar"));
    }
    assertFalse(Ledger.read(folder).hasWritten("b.tar"));
    assertTrue(Ledger.read(folder).hasWritten("a.tar"), "its output is there, so it had its name");
  }

  @Test
  void add_stranger_isKnownByItsContent() throws Exception {
    LedgerRecord.Stranger stranger =
        new LedgerRecord.Stranger("x.tar", INPUT, "x=1", "root-filesystem", "it is one");
    try (LedgerJournal journal = new LedgerJournal(folder)) {
      journal.add(stranger);
    }
    assertEquals(stranger, Ledger.read(folder).stranger(INPUT).orElseThrow());
    assertTrue(Ledger.read(folder).stranger(new Identity(11, -5, "sha256:abc")).isEmpty());
  }

  @Test
  void output_ofThatSize_isTheNewestWhateverItsTime() throws Exception {
    record("a.tar");
    try (LedgerJournal journal = new LedgerJournal(folder)) {
      LedgerRecord.Output old = record("a.tar");
      journal.done(old.seenAgain(INPUT, null, 1));
      journal.done(old.seenAgain(INPUT, null, 2));
      journal.add(old.seenAgain(INPUT, null, 3));
      Ledger ledger = Ledger.read(folder);
      assertEquals(3, ledger.output("a.tar", old.size()).orElseThrow().modified());
      assertTrue(ledger.output("a.tar", old.size() + 1).isEmpty());
      assertTrue(ledger.output("b.tar", old.size()).isEmpty());
    }
  }

  /** The system drops all locks of a process on a file when the process closes it once. */
  @Test
  void others_ownJournal_isNotTouched() throws Exception {
    try (LedgerJournal other = new LedgerJournal(folder);
        LedgerJournal journal = new LedgerJournal(folder)) {
      other.add(record("a.tar"));
      journal.add(record("b.tar"));
      Ledger others = journal.others();
      OutputState state = OutputState.of(folder.resolve("a.tar"));
      assertTrue(others.output("a.tar", state.size(), state.modified()).isPresent());
      state = OutputState.of(folder.resolve("b.tar"));
      assertTrue(others.output("b.tar", state.size(), state.modified()).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".layerlift-ledger.jsonl", ".layerlift-ledger.lock"})
  @Timeout(20)
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no FIFOs")
  void ledger_thatIsAPipeOrAFolder_isRefused(String name) throws Exception {
    Path place = folder.resolve(name);
    for (String command : List.of("mkfifo", "mkdir")) {
      assertEquals(0, new ProcessBuilder(command, place.toString()).start().waitFor());
      LedgerJournal journal = new LedgerJournal(folder);
      journal.add(record("a.tar"));
      LayerliftException fault = Faults.expect(ErrorCode.READ_FAILED, journal::close);
      assertTrue(fault.getMessage().contains(name), fault.getMessage());
      Files.delete(place);
    }
    new LedgerJournal(folder).close();
    assertTrue(known("a.tar").isPresent());
  }

  @Test
  @Timeout(20)
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no FIFOs")
  void read_pipeCalledAsAJournal_isPassedOver() throws Exception {
    Path pipe = folder.resolve(".layerlift-ledger-1.jsonl");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertFalse(Ledger.read(folder).hasWritten("x"));
  }

  @Test
  void read_folderOfARun_countsAndStays() throws Exception {
    LedgerRecord.Output record = record("a.tar");
    Path run = Files.createDirectories(folder.resolve(".layerlift-ledger-run"));
    Files.writeString(run.resolve("0.jsonl"), record.line() + "\n");
    Files.writeString(run.resolve("0-1.tmp"), "unfinished");

    try (LedgerJournal journal = new LedgerJournal(folder)) {
      journal.add(record("b.tar"));
    }

    Ledger ledger = Ledger.read(folder);
    assertTrue(ledger.output("a.tar", record.size(), record.modified()).isPresent());
    assertTrue(Files.exists(run.resolve("0.jsonl")));
  }

  @Test
  void close_journalOfAKilledBatch_isMerged() throws Exception {
    Path left = folder.resolve(".layerlift-ledger-dead.jsonl");
    Files.writeString(left, record("a.tar").line() + "\n" + record("b.tar").line());
    try (LedgerJournal journal = new LedgerJournal(folder)) {
      journal.add(record("c.tar"));
    }
    assertEquals(List.of(".layerlift-ledger.jsonl"), files());
    for (String name : List.of("a.tar", "b.tar", "c.tar")) {
      assertTrue(known(name).isPresent(), name);
    }
  }

  @Test
  void close_journalOfARunningBatch_isLeftAlone() throws Exception {
    try (LedgerJournal running = new LedgerJournal(folder)) {
      running.add(record("a.tar"));
      try (LedgerJournal journal = new LedgerJournal(folder)) {
        journal.add(record("b.tar"));
      }
      assertEquals(2, files().size());
      running.add(record("c.tar"));
    }
    assertEquals(List.of(".layerlift-ledger.jsonl"), files());
    for (String name : List.of("a.tar", "b.tar", "c.tar")) {
      assertTrue(known(name).isPresent(), name);
    }
  }

  /** A kill may end the file anywhere, and what follows must not suffer. */
  @Property(tries = 100)
  void addAll_cutAnywhere_keepsAllWholeLines(@ForAll @IntRange(max = 10_000) int cut)
      throws Exception {
    Path place = Files.createTempDirectory("layerlift-ledger");
    StringBuilder lines = new StringBuilder();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      LedgerRecord.Output output =
          new LedgerRecord.Output("out-" + i, "\u00e4" + i, INPUT, "x", i, i, 0, null, null, true);
      lines.append(output.line()).append('\n');
      ends.add(lines.toString().getBytes(UTF_8).length - 1);
    }
    byte[] all = lines.toString().getBytes(UTF_8);
    int length = cut % (all.length + 1);
    Path file = place.resolve(Ledger.FILE);
    Files.write(file, Arrays.copyOf(all, length));
    Files.writeString(
        file, "\n{\"v\":2,\"state\":\"done\"}\n[]\nnull\n", StandardOpenOption.APPEND);
    Ledger ledger = Ledger.read(place);
    for (int i = 0; i < 5; i++) {
      assertEquals(length >= ends.get(i), ledger.output("out-" + i, i, i).isPresent(), "line " + i);
    }
    Files.delete(file);
    Files.delete(place);
  }

  @Test
  void add_severalBatchesAtOnce_loseNothing() throws Exception {
    int writers = 6;
    int each = 20;
    for (int i = 0; i < writers * each; i++) {
      record("out-" + i);
    }
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<?>> done = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      int first = writer * each;
      done.add(threads.submit(() -> {
        for (int i = first; i < first + each; i += 5) {
          try (LedgerJournal journal = new LedgerJournal(folder)) {
            for (int j = i; j < i + 5; j++) {
              journal.add(record("out-" + j));
              journal.done(record("out-" + j));
            }
          }
        }
        return null;
      }));
    }
    for (Future<?> one : done) {
      one.get(30, TimeUnit.SECONDS);
    }
    threads.shutdown();
    for (int i = 0; i < writers * each; i++) {
      assertTrue(known("out-" + i).isPresent(), "out-" + i);
    }
    new LedgerJournal(folder).close();
    assertEquals(List.of(".layerlift-ledger.jsonl"), files());
  }
}
