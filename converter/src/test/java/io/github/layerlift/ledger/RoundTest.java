package io.github.layerlift.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTest {
  private static final int TOTAL = 3;

  @TempDir
  private Path folder;

  private Round shard(int shard, String listing) {
    return new Round(folder, shard, TOTAL, listing);
  }

  private void run(int shard, String listing) throws LayerliftException {
    shard(shard, listing).begin();
    shard(shard, listing).end();
  }

  private LayerliftException refuse(int shard, String listing) {
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> shard(shard, listing).begin());
    assertEquals(ErrorCode.SHARDS_DIFFER, fault.code());
    return fault;
  }

  private Path file() {
    return folder.resolve(".layerlift-shards-3.jsonl");
  }

  private RoundFile known() throws IOException {
    return RoundFile.parse(Files.readString(file()));
  }

  @Test
  void begin_sameListing_isTaken() throws Exception {
    for (int i = 1; i <= TOTAL; i++) {
      shard(i, "one").begin();
    }
    assertEquals(new RoundFile("one", Set.of(1, 2, 3), Set.of(), false), known());
  }

  @Test
  void begin_otherListing_isRefusedWhileTheRoundLasts() throws Exception {
    run(1, "one");
    shard(2, "one").begin();
    String refused = refuse(3, "two").getMessage();
    assertTrue(refused.contains("than shard 1 did"), refused);
    assertTrue(refused.contains(file().toString()), refused);
    shard(2, "one").end();
    refuse(3, "two");
    refuse(1, "two");
    run(3, "one");
    assertEquals(Set.of(1, 2, 3), known().ended());
  }

  @Test
  void begin_otherListingAfterAll_beginsTheNextRound() throws Exception {
    for (int i = 1; i <= TOTAL; i++) {
      run(i, "one");
    }
    run(2, "two");
    assertEquals(new RoundFile("two", Set.of(2), Set.of(2), false), known());
    refuse(1, "one");
    run(1, "two");
  }

  @Test
  void begin_sameListingAfterAll_countsInTheNextRound() throws Exception {
    for (int i = 1; i <= TOTAL; i++) {
      run(i, "one");
    }
    run(1, "one");
    refuse(2, "two");
    run(2, "one");
    run(3, "one");
    run(2, "two");
  }

  @Test
  void begin_nobodyElseYet_mayChangeItsMind() throws Exception {
    run(2, "one");
    shard(2, "two").begin();
    assertEquals(new RoundFile("two", Set.of(2), Set.of(), false), known());
    refuse(1, "one");
  }

  @Test
  void begin_fileRemoved_startsOver() throws Exception {
    shard(1, "one").begin();
    refuse(2, "two");
    Files.delete(file());
    run(2, "two");
    refuse(1, "one");
  }

  @Test
  void begin_otherNumberOfShards_isAnotherRound() throws Exception {
    shard(1, "one").begin();
    new Round(folder, 1, 4, "two").begin();
    assertTrue(Files.exists(folder.resolve(".layerlift-shards-4.jsonl")));
    refuse(2, "two");
  }

  @Test
  void begin_again_addsNoLines() throws Exception {
    run(1, "one");
    byte[] before = Files.readAllBytes(file());
    run(1, "one");
    assertEquals(new String(before, UTF_8), Files.readString(file()));
    assertEquals(2, Files.readAllLines(file()).size());
  }

  @Test
  void end_afterTheNextRoundBegan_changesNothing() throws Exception {
    for (int i = 1; i <= TOTAL; i++) {
      run(i, "one");
    }
    shard(1, "two").begin();
    shard(3, "one").end();
    assertEquals(new RoundFile("two", Set.of(1), Set.of(), false), known());
  }

  @Test
  void begin_afterACutLine_startsANewOne() throws Exception {
    shard(1, "one").begin();
    Files.writeString(file(), "{\"v\":1,\"state\":\"ended\",\"sha", StandardOpenOption.APPEND);
    shard(2, "one").begin();
    assertEquals(new RoundFile("one", Set.of(1, 2), Set.of(), false), known());
    refuse(3, "two");
  }

  @Test
  void parse_otherVersions_areLeftAlone() {
    assertEquals(
        RoundFile.EMPTY,
        RoundFile.parse(
            "{\"v\":2,\"state\":\"ended\",\"shard\":1,\"listing\":\"x\"}\n\n{\"v\":1}\n[]\n"));
    assertFalse(RoundFile.parse("").isCut());
    assertTrue(RoundFile.parse("{").isCut());
  }

  @Test
  void begin_somethingElseIsThere_isRefused() throws Exception {
    Files.createDirectory(file());
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> shard(1, "one").begin());
    assertEquals(ErrorCode.READ_FAILED, fault.code());
    Path absent = folder.resolve("absent");
    fault =
        assertThrows(LayerliftException.class, () -> new Round(absent, 1, TOTAL, "one").begin());
    assertEquals(ErrorCode.WRITE_FAILED, fault.code());
  }

  @Test
  void begin_allAtOnce_oneListingWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> taken = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      Round round = new Round(folder, i, 20, "listing " + i % 2);
      taken.add(threads.submit(() -> {
        start.await();
        try {
          round.begin();
          return true;
        } catch (LayerliftException e) {
          assertEquals(ErrorCode.SHARDS_DIFFER, e.code());
          return false;
        }
      }));
    }
    start.countDown();
    boolean odd = taken.get(0).get();
    for (int i = 1; i <= 20; i++) {
      assertEquals(i % 2 == 1 ? odd : !odd, taken.get(i - 1).get(), "shard " + i);
    }
    threads.shutdown();
  }
}
