package io.github.layerlift.batch;

import io.github.layerlift.ledger.Round;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.Shard;
import io.github.layerlift.output.Folders;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Runs a plan: has the largest archives converted first, and tells what became of each. */
public final class BatchRun {
  private final BatchPlan plan;
  private final BatchOptions options;
  private final BatchWorkers workers;
  private final Consumer<? super BatchResult> results;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Cancellation stop = new Cancellation();

  public BatchRun(BatchPlan plan, BatchWorkers workers, Consumer<? super BatchResult> results) {
    this.plan = plan;
    this.options = plan.options();
    this.workers = workers;
    this.results = results;
  }

  public void run() throws IOException {
    if (plan.listing().isEmpty()) {
      runAll();
      return;
    }
    // also if there is nothing to do: the others must know
    Folders.make(options.into());
    Shard shard = options.shard();
    Round round =
        new Round(options.into(), shard.index(), shard.total(), plan.listing().get());
    round.begin();
    runAll();
    if (!stop.isRequested()) {
      round.end();
    }
  }

  private void runAll() throws IOException {
    List<BatchItem> work = new ArrayList<>();
    long bytes = 0;
    for (BatchItem item : plan.items()) {
      if (item.action() == Action.CONVERT || item.action() == Action.COMPARE) {
        work.add(item);
        bytes += item.size();
      } else {
        tell(idle(item));
      }
    }
    options.progress().begin(work.size(), bytes);
    work.sort((one, other) -> Long.compare(other.size(), one.size()));
    options.conversion().reading().monitor().cancellation().onRequest(stop::request);
    workers.work(work, this::tell, stop);
    for (BatchItem item : work) {
      if (!told.contains(item.input())) {
        tell(new BatchResult(item, Status.NOT_RUN, "the batch was stopped", Duration.ZERO));
      }
    }
  }

  private void tell(BatchResult result) {
    told.add(result.item().input());
    synchronized (this) {
      results.accept(result);
    }
    if (options.failFast() && result.status() == Status.FAILED) {
      stop.request();
    }
  }

  private static BatchResult idle(BatchItem item) {
    Status status = switch (item.action()) {
      case SKIP -> Status.SKIPPED;
      case IGNORE -> Status.IGNORED;
      case FAIL -> Status.FAILED;
      case CONVERT, COMPARE ->
        throw new IllegalArgumentException("to be converted: " + item.input());
    };
    return new BatchResult(
        item, status, item.reason(), Optional.empty(), item.fault(), Duration.ZERO);
  }
}
