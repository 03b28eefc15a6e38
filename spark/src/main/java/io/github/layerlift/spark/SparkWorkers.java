package io.github.layerlift.spark;

import io.github.layerlift.batch.BatchWorkers;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.ledger.LedgerRecord;
import io.github.layerlift.ledger.OutputState;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.progress.BatchProgress;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import io.github.layerlift.spark.files.HadoopFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** The executors of a Spark application. */
final class SparkWorkers implements BatchWorkers {
  /** Jobs in a row without a result, after which it isn't the archives that are wrong. */
  private static final int MAX_FRUITLESS = 3;

  private final JavaSparkContext context;
  private final HadoopFiles files;
  private final BatchOptions options;
  private final Wire wire;

  SparkWorkers(JavaSparkContext context, HadoopFiles files, BatchOptions options) {
    this.context = context;
    this.files = files;
    this.options = options;
    this.wire = new Wire(files);
  }

  @Override
  public void work(List<BatchItem> items, Consumer<BatchResult> results, Cancellation stop)
      throws IOException {
    RunFolder folder = RunFolder.of(context.sc().applicationId(), System.currentTimeMillis());
    RunLedger ledger = new RunLedger(new Store(files), options.into(), folder);
    // in their order, the largest first
    Map<Integer, BatchItem> waiting = new TreeMap<>();
    for (BatchItem item : items) {
      waiting.put(waiting.size(), item);
    }
    BatchOptions sent = options.with().sources(List.of()).paths(List.of()).build();
    Broadcast<Orders> orders = context.broadcast(new Orders(files, sent, folder, attempts()));
    Consumer<Row> arrival = row -> {
      ledger.add(row.records());
      BatchItem item = waiting.remove(row.number());
      if (item != null) {
        results.accept(counted(of(item, wire.read(row.result(), BatchResult.class))));
      }
    };
    List<Errand> errands = errands(waiting);
    try {
      int fruitless = 0;
      while (!waiting.isEmpty() && !stop.isRequested()) {
        int before = waiting.size();
        errands.removeIf(errand -> !waiting.containsKey(errand.number()));
        Optional<SparkJob.GivenUp> givenUp =
            new SparkJob(context, orders, stop).run(errands, arrival);
        fruitless = waiting.size() < before ? 0 : fruitless + 1;
        if (fruitless == MAX_FRUITLESS && !stop.isRequested()) {
          throw new IOException(givenUp.map(SparkJob.GivenUp::reason).orElse("no rows arrive"));
        }
        givenUp.ifPresent(one -> giveUp(one, waiting, results));
      }
    } finally {
      ledger.finish(waiting.isEmpty());
    }
  }

  private void giveUp(
      SparkJob.GivenUp one, Map<Integer, BatchItem> waiting, Consumer<BatchResult> results) {
    BatchItem item = waiting.remove(one.number());
    if (item != null) {
      results.accept(counted(one.result(item, attempts())));
    }
  }

  /** Spark's own default, and what it does on one machine whatever the setting. */
  private int attempts() {
    boolean local = context.master().startsWith("local");
    return local ? 1 : context.getConf().getInt("spark.task.maxFailures", 4);
  }

  private List<Errand> errands(Map<Integer, BatchItem> items) throws IOException {
    boolean compares = items.values().stream().anyMatch(item -> item.action() == Action.COMPARE);
    Ledger ledger = compares ? Ledger.read(options.into()) : Ledger.empty();
    List<Errand> errands = new ArrayList<>();
    for (Map.Entry<Integer, BatchItem> each : items.entrySet()) {
      BatchItem item = each.getValue();
      String record = item.action() == Action.COMPARE ? record(item, ledger) : null;
      errands.add(new Errand(each.getKey(), wire.write(item), record));
    }
    return errands;
  }

  private @Nullable String record(BatchItem item, Ledger ledger) throws IOException {
    Path output = item.output().orElseThrow();
    String name = options.into().relativize(output).toString();
    return ledger
        .output(name, OutputState.of(output).size())
        .map(LedgerRecord::line)
        .orElse(null);
  }

  private static BatchResult of(BatchItem item, BatchResult result) {
    return new BatchResult(
        item, result.status(), result.reason(), result.report(), result.fault(), result.duration());
  }

  private BatchResult counted(BatchResult result) {
    BatchProgress.Running one =
        new BatchProgress.Running(result.item().input(), result.item().size(), new Progress());
    options.progress().start(one);
    options.progress().end(one, result.status() == Status.FAILED);
    return result;
  }
}
