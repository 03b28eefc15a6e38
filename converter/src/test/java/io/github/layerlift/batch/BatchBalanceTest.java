package io.github.layerlift.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.Batch;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.BatchOptionsBuilder;
import io.github.layerlift.options.Shard;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards of {@link Batch} that are dealt by size. */
class BatchBalanceTest {
  private static final int SHARDS = 3;

  @TempDir
  private Path folder;

  private Path in;
  private Path out;

  @BeforeEach
  void makeArchives() throws Exception {
    in = Files.createDirectories(folder.resolve("in"));
    out = in.resolve("out");
    for (int i = 0; i < 7; i++) {
      put(i);
    }
  }

  private void put(int i) throws Exception {
    byte[] archive = DockerSave.of(ImageFixture.hello("app:" + i)).archive().bytes();
    // what follows the end of a tar doesn't matter
    Files.write(in.resolve(i + ".tar"), Arrays.copyOf(archive, archive.length + (i << 10)));
  }

  private BatchOptionsBuilder options(int shard) {
    return BatchOptions.builder(out)
        .sources(List.of(in.toString()))
        .shard(new Shard(shard, SHARDS))
        .balance(true);
  }

  private List<BatchResult> run(BatchOptionsBuilder options) throws LayerliftException {
    List<BatchResult> results = new ArrayList<>();
    Batch.run(Batch.plan(options.build()), results::add);
    return results;
  }

  private List<BatchResult> runAll() throws LayerliftException {
    List<BatchResult> results = new ArrayList<>();
    for (int i = 1; i <= SHARDS; i++) {
      results.addAll(run(options(i)));
    }
    return results;
  }

  private static long count(List<BatchResult> results, Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  private Set<String> outputs() throws Exception {
    try (Stream<Path> files = Files.list(out)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private void refuse(int shard) {
    LayerliftException fault = assertThrows(LayerliftException.class, () -> run(options(shard)));
    assertEquals(ErrorCode.SHARDS_DIFFER, fault.code());
  }

  @Test
  void run_allShards_makeTheWholeTogether() throws Exception {
    List<BatchResult> results = runAll();
    assertEquals(7, count(results, Status.CONVERTED), results.toString());
    assertEquals(7, outputs().size());
    assertEquals(7, count(runAll(), Status.SKIPPED));
  }

  @Test
  void plan_outputsOfOthers_changeNothing() throws Exception {
    BatchPlan before = Batch.plan(options(2).build());
    run(options(1));
    run(options(3));
    BatchPlan after = Batch.plan(options(2).build());
    assertEquals(before.items(), after.items());
    assertEquals(before.listing(), after.listing());
    assertEquals(7, before.others() + before.items().size());
    assertEquals(Optional.empty(), Batch.plan(options(2).balance(false).build()).listing());
  }

  @Test
  void plan_unreadableArchive_staysWithItsShard() throws Exception {
    Files.write(in.resolve("6.tar"), Arrays.copyOf(Files.readAllBytes(in.resolve("6.tar")), 1024));
    List<String> plain = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (int i = 1; i <= SHARDS; i++) {
      BatchOptions options = options(i).build();
      plain.add(inputs(Batch.plan(options)));
      named.add(inputs(Batch.plan(options.withName("{repo}/{stem}.tar"))));
    }
    assertEquals(plain, named);
  }

  private static String inputs(BatchPlan plan) {
    return plan.items().stream().map(BatchItem::input).toList().toString();
  }

  @Test
  void run_archiveAddedMeanwhile_isRefused() throws Exception {
    run(options(1));
    put(7);
    refuse(2);
    assertEquals(
        run(options(2).balance(false)).size(), run(options(2).balance(false)).size());
    Files.delete(in.resolve("7.tar"));
    run(options(2));
    refuseNothing();
  }

  private void refuseNothing() throws Exception {
    assertEquals(7, runAll().size());
  }

  @Test
  void run_archiveAddedAfterwards_isConverted() throws Exception {
    runAll();
    String before = Batch.plan(options(1).build()).listing().orElseThrow();
    put(7);
    assertNotEquals(before, Batch.plan(options(1).build()).listing().orElseThrow());
    List<BatchResult> results = runAll();
    assertEquals(1, count(results, Status.CONVERTED), results.toString());
    assertEquals(7, count(results, Status.SKIPPED));
    assertEquals(8, outputs().size());
  }

  @Test
  void run_moreShardsThanArchives_isARoundToo() throws Exception {
    for (int i = 1; i < 7; i++) {
      Files.delete(in.resolve(i + ".tar"));
    }
    assertEquals(1, runAll().size());
    put(1);
    assertEquals(2, runAll().size());
  }

  @Test
  void run_stopped_hasNotEnded() throws Exception {
    byte[] whole = Files.readAllBytes(in.resolve("6.tar"));
    Files.write(in.resolve("bad.tar"), Arrays.copyOf(whole, whole.length / 4));
    int stopped = 0;
    for (int i = 1; i <= SHARDS; i++) {
      stopped += inputs(Batch.plan(options(i).build())).contains("bad.tar") ? i : 0;
      run(options(i).failFast(true));
    }
    put(7);
    refuse(stopped % SHARDS + 1);
    Files.delete(in.resolve("7.tar"));
    assertEquals(1, count(run(options(stopped)), Status.FAILED));
    put(7);
    assertEquals(9, runAll().size());
  }
}
