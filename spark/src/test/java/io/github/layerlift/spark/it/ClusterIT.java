package io.github.layerlift.spark.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cluster of two workers that loses one, with archives on each kind of storage. */
class ClusterIT {
  /** Beside the samples, of which there are ten. */
  private static final int ARCHIVES = 490;

  private static final int ALL = ARCHIVES + 10;

  /** Speculation as eager as Spark allows, so that archives are often converted twice at once. */
  private static final List<String> SETTINGS = List.of(
      "spark.speculation=true",
      "spark.speculation.interval=100ms",
      "spark.speculation.multiplier=1.0",
      "spark.speculation.quantile=0.1",
      "spark.speculation.minTaskRuntime=10ms",
      "spark.executor.memory=512m",
      "spark.executor.extraClassPath=" + SparkHome.more());

  @TempDir
  private Path folder;

  private final Map<String, Long> firstSizes = new TreeMap<>();
  private @Nullable Process batch;

  private Process start(String master, Storage storage, List<String> settings) throws IOException {
    batch = SparkHome.submit(
        folder.resolve("log"),
        master,
        Stream.of(SETTINGS, storage.settings(), settings).flatMap(List::stream).toList(),
        List.of(storage.shelf(), "--into", storage.there(), "--report", folder + "/report"));
    return batch;
  }

  @AfterEach
  void end() throws InterruptedException {
    if (batch != null) {
      SparkHome.kill(batch);
    }
  }

  @ParameterizedTest
  @EnumSource
  void batch_workerKilled_losesNothing(Storage.Kind kind) throws Exception {
    Path shelf = folder.resolve("shelf");
    OldShelf.fill(shelf, ARCHIVES);
    assertEquals(6, Batches.here(shelf, folder.resolve("here")));
    try (Storage storage = kind.start(folder);
        StandaloneCluster cluster = StandaloneCluster.start(folder, 2)) {
      storage.fill(shelf);
      Process first = start(cluster.address(), storage, List.of());
      SparkHome.await("some outputs", () -> seen(storage) > 20);
      SparkHome.kill(cluster.worker(0));
      // the smallest comes last, so it is planned and not yet read
      storage.removeInput("deep/app-1.tar");
      SparkHome.await("the end", () -> {
        seen(storage);
        return !first.isAlive();
      });
      assertEquals(6, SparkHome.end(first), this::log);
      assertFirstRun(storage);

      storage.put("deep/app-1.tar", Files.readAllBytes(shelf.resolve("deep/app-1.tar")));
      storage.removeOutput("app-30-oci.tar");
      assertEquals(6, SparkHome.end(start(cluster.address(), storage, List.of())), this::log);
      JsonNode summary = Batches.summary(folder.resolve("report"));
      assertEquals(2, summary.get("converted").asInt(), summary::toString);
      assertEquals(ALL - 2, summary.get("skipped").asInt(), summary::toString);
      storage.download(folder.resolve("there"));
    }
    Batches.assertSame(folder.resolve("here"), folder.resolve("there"));
  }

  private void assertFirstRun(Storage storage) throws IOException {
    Map<String, JsonNode> report = Batches.report(folder.resolve("report"));
    assertEquals("input-unreadable", report.get("app-1.tar").get("reason").asText());
    assertEquals("json-too-deep", report.get("hostile.tar").get("reason").asText());
    JsonNode summary = Batches.summary(folder.resolve("report"));
    assertEquals(ALL - 1, summary.get("converted").asInt(), summary::toString);
    assertEquals(3, summary.get("failed").asInt(), summary::toString);
    Map<String, Long> outputs = storage.outputs();
    firstSizes.forEach((name, size) ->
        assertEquals(outputs.get(name), size, () -> name + " was seen half written"));
    assertTrue(firstSizes.size() > ALL / 2, firstSizes::toString);
    assertEquals(ALL, outputs.size(), () -> "all but one, and a ledger: " + outputs.keySet());
  }

  /** How many outputs there are; remembers how large each was when it appeared. */
  private int seen(Storage storage) {
    try {
      storage.outputs().forEach((name, size) -> {
        if (name.endsWith("-oci.tar")) {
          firstSizes.putIfAbsent(name, size);
        }
      });
    } catch (IOException e) {
      // what is unfinished goes while it is listed
      return firstSizes.size();
    }
    return firstSizes.size();
  }

  @Test
  void batch_wrongCredentials_isRefusedAtOnce() throws Exception {
    OldShelf.fill(folder.resolve("shelf"), 2);
    try (Storage storage = Storage.Kind.S3.start(folder)) {
      storage.fill(folder.resolve("shelf"));
      Process refused = start("local[2]", storage, List.of("spark.hadoop.fs.s3a.secret.key=wrong"));
      assertEquals(3, SparkHome.end(refused), this::log);
      assertTrue(
          log().contains("error: s3a://old/shelf can't be opened: permission denied"), this::log);
      assertTrue(log().contains("error: s3a://new/shelf can't be"), this::log);
      assertEquals(Map.of(), storage.outputs());
    }
  }

  private String log() {
    return SparkHome.text(folder.resolve("log"));
  }
}
