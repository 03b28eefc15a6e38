package io.github.layerlift.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Batch;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@link Batch} that runs into another one on its folder. */
class BatchRaceTest {
  private static final int ARCHIVES = 60;

  @TempDir
  private Path folder;

  private BatchOptions options() {
    return BatchOptions.builder(folder.resolve("out"))
        .sources(List.of(folder.resolve("in").toString()))
        .conversion(ConvertOptions.builder()
            .reading(ReadOptions.builder().jobs(1).build())
            .build())
        .build();
  }

  private void writeArchives() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    for (int i = 0; i < ARCHIVES; i++) {
      byte[] archive = DockerSave.of(ImageFixture.hello("app:" + i)).archive().bytes();
      Files.write(in.resolve(i + ".tar"), archive);
    }
  }

  /** What another batch writes between reading the ledger and checking the output is known. */
  @Test
  void plan_whileAnotherBatchWrites_refusesNothing() throws Exception {
    writeArchives();
    ExecutorService other = Executors.newSingleThreadExecutor();
    BatchPlan plan = Batch.plan(options());
    Future<?> run = other.submit(() -> {
      Batch.run(plan, result -> {});
      return null;
    });
    int met = 0;
    while (!run.isDone()) {
      BatchPlan now = Batch.plan(options());
      assertEquals(0, now.count(Action.FAIL), now.items().toString());
      met += now.count(Action.SKIP) > 0 && now.count(Action.CONVERT) > 0 ? 1 : 0;
    }
    run.get(1, TimeUnit.MINUTES);
    other.shutdown();
    assertTrue(met > 0, "no plan was made meanwhile");
  }

  @Test
  void run_whatAnotherBatchWroteSinceThePlan_isSkipped() throws Exception {
    writeArchives();
    BatchPlan late = Batch.plan(options());
    Batch.run(Batch.plan(options()), result -> {});
    List<BatchResult> results = new ArrayList<>();
    Batch.run(late, results::add);
    assertEquals(ARCHIVES, results.size());
    for (BatchResult result : results) {
      assertEquals(Status.SKIPPED, result.status());
      assertEquals("another batch has just written it", result.reason());
    }
  }
}
