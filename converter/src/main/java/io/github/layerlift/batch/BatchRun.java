package io.github.layerlift.batch;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.ledger.LedgerJournal;
import io.github.layerlift.ledger.Round;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.Shard;
import io.github.layerlift.output.Folders;
import io.github.layerlift.output.StaleFiles;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a plan: the largest archives first, as many at once as the thread budget allows. */
public final class BatchRun {
  private final BatchPlan plan;
  private final BatchOptions options;
  private final Consumer<? super BatchResult> results;
  private final ThreadBudget budget;
  private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();
  private final Cancellation registryWork = new Cancellation();
  private final Queue<BatchResult> collided = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  public BatchRun(BatchPlan plan, Consumer<? super BatchResult> results) {
    this.plan = plan;
    this.options = plan.options();
    this.results = results;
    this.budget = new ThreadBudget(
        options.conversion().reading().jobs(), Runtime.getRuntime().maxMemory());
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
    if (!isStopped()) {
      round.end();
    }
  }

  private void runAll() throws IOException {
    List<BatchItem> work = new ArrayList<>();
    long bytes = 0;
    boolean failed = false;
    for (BatchItem item : plan.items()) {
      if (item.action() == Action.CONVERT || item.action() == Action.COMPARE) {
        work.add(item);
        bytes += item.size();
      } else {
        tell(idle(item));
        failed |= item.action() == Action.FAIL;
      }
    }
    options.progress().begin(work.size(), bytes);
    work.sort((one, other) -> Long.compare(other.size(), one.size()));
    options.conversion().reading().monitor().cancellation().onRequest(this::stop);
    if (failed && options.failFast()) {
      stop();
    }
    if (!work.isEmpty()) {
      Folders.make(options.into());
    }
    removeLeftOvers();
    Ledger before = plan.count(Action.COMPARE) == 0 ? Ledger.empty() : Ledger.read(options.into());
    try (BatchPush push = push();
        LedgerJournal journal = new LedgerJournal(options.into())) {
      if (push != null && !work.isEmpty() && !isStopped()) {
        push.requireRegistry();
        for (BatchItem item : plan.items()) {
          if (item.action() == Action.SKIP && item.output().isPresent()) {
            push.remember(item.output().get());
          }
        }
      }
      BatchConversion conversion = new BatchConversion(options, journal, before, push);
      convertAll(work, conversion);
      settleCollisions(conversion, journal);
    }
  }

  /** The way to the registry; null if archives are converted. */
  private @Nullable BatchPush push() throws IOException {
    return options.push().isEmpty()
        ? null
        : new BatchPush(options.push().get(), new Monitor(new Progress(), registryWork));
  }

  /** Reads the ledger once for all: it may be long, and so may the list of outputs. */
  private void settleCollisions(BatchConversion conversion, LedgerJournal journal)
      throws IOException {
    if (!collided.isEmpty()) {
      Ledger others = journal.others();
      collided.forEach(failed -> tell(conversion.settled(failed, others)));
    }
  }

  /** Once for each folder: the conversions themselves don't look for what killed runs left there. */
  private void removeLeftOvers() throws IOException {
    Set<Path> folders = new HashSet<>(Set.of(options.into().toAbsolutePath()));
    for (BatchItem item : plan.items()) {
      item.output().map(Folders::holding).ifPresent(folders::add);
    }
    for (Path folder : folders) {
      StaleFiles.remove(folder);
    }
  }

  private void convertAll(List<BatchItem> work, BatchConversion conversion) {
    ExecutorService threads = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
        .setNameFormat("layerlift-batch")
        .setDaemon(true)
        .build());
    try {
      for (BatchItem item : work) {
        int share = budget.share(item.size());
        budget.take(share);
        threads.execute(() -> {
          try {
            convert(item, share, conversion);
          } finally {
            budget.giveBack(share);
          }
        });
      }
    } finally {
      threads.shutdown();
      Uninterruptibles.awaitTerminationUninterruptibly(threads);
    }
  }

  private void convert(BatchItem item, int share, BatchConversion conversion) {
    Cancellation cancellation = new Cancellation();
    running.add(cancellation);
    try {
      if (isStopped()) {
        tell(notRun(item));
        return;
      }
      BatchResult result = conversion.convert(item, share, cancellation);
      boolean failed = result.status() == Status.FAILED;
      if (failed && result.reason().equals(ErrorCode.TARGET_EXISTS.id())) {
        collided.add(result);
        return;
      }
      tell(failed && cancellation.isRequested() ? notRun(item) : result);
      if (failed && options.failFast()) {
        stop();
      }
    } finally {
      running.remove(cancellation);
    }
  }

  private boolean isStopped() {
    return stopped || options.conversion().reading().monitor().cancellation().isRequested();
  }

  /** Stops what is running, and doesn't start what is waiting. */
  private void stop() {
    stopped = true;
    running.forEach(Cancellation::request);
    registryWork.request();
  }

  private synchronized void tell(BatchResult result) {
    results.accept(result);
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

  private static BatchResult notRun(BatchItem item) {
    return new BatchResult(item, Status.NOT_RUN, "the batch was stopped", Duration.ZERO);
  }
}
