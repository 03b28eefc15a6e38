package io.github.layerlift;

import io.github.layerlift.batch.BatchPlanner;
import io.github.layerlift.batch.BatchRun;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import java.util.function.Consumer;

/**
 * Converts many archives into one folder. What was converted before, with the same options, and is
 * still there, is not converted again; so a batch that was stopped or killed is simply run again.
 * Stateless; several batches may work on one folder, also from several machines.
 */
public final class Batch {
  private Batch() {}

  /**
   * Finds the archives and decides what is to be done with each. Writes nothing.
   *
   * @throws LayerliftException if the options make no sense, or a stop was asked for; what is wrong
   *     with a single input is its item's fault
   */
  public static BatchPlan plan(BatchOptions options) throws LayerliftException {
    return new BatchPlanner(options).plan();
  }

  /**
   * Does what {@code plan} says. A request to stop ends it early; what has no output by then is told
   * as not run.
   *
   * @param results told of each item once, in the order in which they are over, by one thread at a
   *     time; must not fail
   * @throws LayerliftException if the folder or its ledger can't be written
   */
  public static void run(BatchPlan plan, Consumer<? super BatchResult> results)
      throws LayerliftException {
    Boundary.faults(() -> {
      new BatchRun(plan, results).run();
      return plan;
    });
  }
}
