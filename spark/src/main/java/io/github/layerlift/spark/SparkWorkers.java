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

  /**
   * Archives in one job. Spark keeps something for each task until a job ends, and ends a job whose rows have more than
   * a gigabyte together.
   */
  private static final int MAX_TASKS = 20_000;

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
    Map<Integer, BatchItem> waiting = numbered(items);
    BatchOptions sent = options.with().sources(List.of()).paths(List.of()).build();
    Broadcast<Orders> orders = context.broadcast(new Orders(files, sent, folder, attempts()));
    Consumer<Row> arrival = row -> {
      ledger.add(row.records());
      BatchItem item = waiting.remove(row.number());
      if (item != null) {
        results.accept(counted(of(item, wire.read(row.result(), BatchResult.class))));
      }
    };
    boolean compares = items.stream().anyMatch(item -> item.action() == Action.COMPARE);
    Ledger known = compares ? Ledger.read(options.into()) : Ledger.empty();
    List<Errand> errands = new ArrayList<>();
    try {
      int fruitless = 0;
      while (!waiting.isEmpty() && !stop.isRequested()) {
        int before = waiting.size();
        errands.removeIf(errand -> !waiting.containsKey(errand.number()));
        if (errands.isEmpty()) {
          errands.addAll(errands(waiting, known));
        }
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

  /** By number, in their order: the largest first. */
  private static Map<Integer, BatchItem> numbered(List<BatchItem> items) {
    Map<Integer, BatchItem> numbered = new TreeMap<>();
    items.forEach(item -> numbered.put(numbered.size(), item));
    return numbered;
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

  /** For the next job. */
  private List<Errand> errands(Map<Integer, BatchItem> waiting, Ledger known) throws IOException {
    List<Errand> errands = new ArrayList<>();
    for (Map.Entry<Integer, BatchItem> each : waiting.entrySet()) {
      if (errands.size() == MAX_TASKS) {
        break;
      }
      BatchItem item = each.getValue();
      String record = item.action() == Action.COMPARE ? record(item, known) : null;
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
