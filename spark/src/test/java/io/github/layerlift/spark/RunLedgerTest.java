package io.github.layerlift.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.ledger.Identity;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.ledger.LedgerRecord;
import io.github.layerlift.spark.files.HadoopFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLedgerTest {
  private static final long NOW = 1_700_000_000_000L;

  private final HadoopFiles files = new HadoopFiles(Configuration::new);
  private final Store store = new Store(files);

  @TempDir
  private Path folder;

  private Path into;

  @BeforeEach
  void open() {
    into = files.getPath("file:" + folder);
  }

  private static LedgerRecord.Output record(String output) {
    return new LedgerRecord.Output(
        output, "in", new Identity(1, 2, "d"), "", 3, 4, 0, null, null, true);
  }

  private RunLedger ledger(String run) throws IOException {
    return new RunLedger(store, into, new RunFolder(run, NOW));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void finish_secondRun_takesOverTheFirst() throws IOException {
    RunLedger first = ledger("1");
    first.add(List.of(record("a").line()));
    first.finish(true);
    RunLedger second = ledger("2");
    second.add(List.of(record("b").line()));
    second.finish(true);
    assertEquals(List.of(".layerlift-ledger-2.jsonl"), names());
    Ledger read = Ledger.read(into);
    assertTrue(read.output("a", 3, 4).isPresent());
    assertTrue(read.output("b", 3, 4).isPresent());
  }

  @Test
  void finish_nothingNew_leavesTheFile() throws IOException {
    RunLedger first = ledger("1");
    first.add(List.of(record("a").line()));
    first.finish(true);
    ledger("2").finish(true);
    assertEquals(List.of(".layerlift-ledger-1.jsonl"), names());
  }

  @Test
  void finish_journalsOfKilledRun_areTakenOver() throws IOException {
    Path journal = new RunFolder("1", NOW).journal(into, 7);
    store.put(journal, record("a").line() + "\n");
    assertTrue(Ledger.read(into).output("a", 3, 4).isPresent());
    RunLedger second = ledger("2");
    second.finish(true);
    // it may still be running
    assertEquals(List.of(".layerlift-ledger-1", ".layerlift-ledger-2.jsonl"), names());
    Files.setLastModifiedTime(
        folder.resolve(".layerlift-ledger-1/7.jsonl"), FileTime.fromMillis(NOW - (2L << 30)));
    ledger("3").finish(true);
    assertEquals(List.of(".layerlift-ledger-3.jsonl"), names());
    assertTrue(Ledger.read(into).output("a", 3, 4).isPresent());
  }

  @Test
  void finish_beforeItsTasks_leavesTheirJournals() throws IOException {
    RunLedger first = ledger("1");
    store.put(new RunFolder("1", NOW).journal(into, 7), record("a").line() + "\n");
    first.finish(false);
    assertTrue(Ledger.read(into).output("a", 3, 4).isPresent());
    ledger("1").finish(true);
    assertFalse(Files.exists(folder.resolve(".layerlift-ledger-1")));
  }
}
