package io.github.layerlift.spark.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of two workers that loses one. */
class ClusterIT {
  private static final int ARCHIVES = 190;

  /** Speculation as eager as Spark allows, so that archives are often converted twice at once. */
  private static final List<String> SETTINGS = List.of(
      "spark.speculation=true",
      "spark.speculation.interval=100ms",
      "spark.speculation.multiplier=1.0",
      "spark.speculation.quantile=0.1",
      "spark.speculation.minTaskRuntime=10ms",
      "spark.executor.memory=512m");

  @TempDir
  private Path folder;

  private final Map<Path, Long> firstSizes = new TreeMap<>();

  private Process start(StandaloneCluster cluster, Path log) throws IOException {
    return SparkHome.submit(
        log,
        cluster.address(),
        SETTINGS,
        List.of(
            "file:" + folder.resolve("shelf"),
            "--into",
            "file:" + folder.resolve("there"),
            "--report",
            folder + "/report"));
  }

  @Test
  void batch_workerKilled_losesNothing() throws Exception {
    Path shelf = folder.resolve("shelf");
    OldShelf.fill(shelf, ARCHIVES);
    assertEquals(6, Batches.here(shelf, folder.resolve("here")));
    Path log = folder.resolve("log");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder, 2)) {
      Process batch = start(cluster, log);
      SparkHome.await("some outputs", () -> seen() > 20);
      SparkHome.kill(cluster.worker(0));
      // the smallest comes last, so it is planned and not yet read
      Files.delete(shelf.resolve("deep/app-1.tar"));
      SparkHome.await("the end", () -> {
        seen();
        return !batch.isAlive();
      });
      assertEquals(6, SparkHome.end(batch), () -> SparkHome.text(log));
      assertFirstRun();

      Files.write(shelf.resolve("deep/app-1.tar"), OldShelf.archive("shelf/app-1", 1, 13_000));
      Files.delete(folder.resolve("there/app-30-oci.tar"));
      assertEquals(6, SparkHome.end(start(cluster, log)), () -> SparkHome.text(log));
      JsonNode summary = Batches.summary(folder.resolve("report"));
      assertEquals(2, summary.get("converted").asInt(), summary::toString);
      assertEquals(ARCHIVES + 10 - 2, summary.get("skipped").asInt(), summary::toString);
      Batches.assertSame(folder.resolve("here"), folder.resolve("there"));
    }
  }

  private void assertFirstRun() throws IOException {
    Map<String, JsonNode> report = Batches.report(folder.resolve("report"));
    assertEquals("input-unreadable", report.get("app-1.tar").get("reason").asText());
    assertEquals("json-too-deep", report.get("hostile.tar").get("reason").asText());
    JsonNode summary = Batches.summary(folder.resolve("report"));
    assertEquals(ARCHIVES + 10 - 1, summary.get("converted").asInt(), summary::toString);
    assertEquals(3, summary.get("failed").asInt(), summary::toString);
    for (Map.Entry<Path, Long> output : firstSizes.entrySet()) {
      Path file = folder.resolve("there").resolve(output.getKey());
      assertEquals(Files.size(file), output.getValue(), () -> file + " was seen half written");
    }
    assertTrue(firstSizes.size() > 100, firstSizes::toString);
  }

  /** How many outputs there are; remembers how large each was when it appeared. */
  private int seen() {
    Path there = folder.resolve("there");
    try {
      for (Path output : OldShelf.outputs(there)) {
        if (!firstSizes.containsKey(output)) {
          firstSizes.put(output, Files.size(there.resolve(output)));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // what is unfinished goes while it is listed
      return firstSizes.size();
    }
    return firstSizes.size();
  }
}
