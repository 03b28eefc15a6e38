package io.github.layerlift.cli.batch;

import io.github.layerlift.Batch;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.text.ByteNames;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where a batch runs, and what names of files mean there. */
public interface BatchPlace {
  /** This process, and the files of this system. */
  BatchPlace HERE = new BatchPlace() {
    @Override
    public Path path(String name) {
      return ByteNames.path(name);
    }

    @Override
    public BatchPlan plan(BatchOptions options) throws LayerliftException {
      return Batch.plan(options);
    }

    @Override
    public void run(BatchPlan plan, Consumer<? super BatchResult> results)
        throws LayerliftException {
      Batch.run(plan, results);
    }
  };

  /**
   * The path of that name.
   *
   * @throws IllegalArgumentException if there can't be one
   */
  Path path(String name);

  /** Finds the archives, as {@link Batch#plan} does. */
  BatchPlan plan(BatchOptions options) throws LayerliftException;

  /** Converts them, as {@link Batch#run} does. */
  void run(BatchPlan plan, Consumer<? super BatchResult> results) throws LayerliftException;
}
