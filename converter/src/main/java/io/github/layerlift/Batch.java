package io.github.layerlift;

import io.github.layerlift.batch.BatchPlanner;
import io.github.layerlift.batch.BatchRun;
import io.github.layerlift.batch.BatchThreads;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import java.util.function.Consumer;

/**
 * Converts many archives into one folder; or pushes them to a registry, with a receipt for each in the
 * folder. An archive for which that was already done with the same options, and whose output still
 * exists, is skipped; so to resume a batch that was stopped or killed, run it again. Stateless; several
 * batches may work on one folder, even from several machines.
 */
public final class Batch {
  private Batch() {}

  /**
   * Finds the archives and decides what to do with each. Writes nothing.
   *
   * @throws LayerliftException if the options make no sense, or a stop was requested; an error in a
   *     single input is recorded in its item
   */
  public static BatchPlan plan(BatchOptions options) throws LayerliftException {
    return new BatchPlanner(options).plan();
  }

  /**
   * Runs {@code plan}. A request to stop ends it early; inputs without an output by then are
   * reported as not run.
   *
   * @param results called once for each item, in the order in which they end, by one thread at a
   *     time; must not throw
   * @throws LayerliftException if the folder or its ledger can't be written, or a registry to push to
   *     can't be reached at the start
   */
  public static void run(BatchPlan plan, Consumer<? super BatchResult> results)
      throws LayerliftException {
    Boundary.faults(() -> {
      new BatchRun(plan, new BatchThreads(plan), results).run();
      return plan;
    });
  }
}
