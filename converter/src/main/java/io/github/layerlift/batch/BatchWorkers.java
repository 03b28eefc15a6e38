package io.github.layerlift.batch;

import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchResult;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Who converts the archives of a batch: threads of this process, or other machines. */
@FunctionalInterface
public interface BatchWorkers {
  /**
   * Converts {@code items}, and keeps the ledger of their outputs.
   *
   * @param items those with something to do, the largest first
   * @param results takes the result of each; an item without one was not run
   * @param stop requested when what runs should be stopped, and nothing more started
   * @throws IOException if the folder of the outputs or its ledger can't be written
   */
  void work(List<BatchItem> items, Consumer<BatchResult> results, Cancellation stop)
      throws IOException;
}
