package io.github.layerlift.batch;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.convert.Conversion;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.ledger.LedgerJournal;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ConvertOptions;
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
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Threads of this process, which convert as many archives at once as the thread budget allows. */
public final class BatchThreads implements BatchWorkers {
  private final BatchPlan plan;
  private final BatchOptions options;
  private final ThreadBudget budget;
  private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();
  private final Cancellation registryWork = new Cancellation();
  private final Queue<BatchResult> collided = new ConcurrentLinkedQueue<>();

  public BatchThreads(BatchPlan plan) {
    this.plan = plan;
    this.options = plan.options();
    this.budget = new ThreadBudget(
        options.conversion().reading().jobs(), Runtime.getRuntime().maxMemory());
  }

  @Override
  public void work(List<BatchItem> items, Consumer<BatchResult> results, Cancellation stop)
      throws IOException {
    stop.onRequest(() -> {
      running.forEach(Cancellation::request);
      registryWork.request();
    });
    if (!items.isEmpty()) {
      Folders.make(options.into());
    }
    removeLeftOvers();
    Ledger before = plan.count(Action.COMPARE) == 0 ? Ledger.empty() : Ledger.read(options.into());
    try (BatchPush push = push();
        LedgerJournal journal = new LedgerJournal(options.into())) {
      if (push != null && !items.isEmpty() && !stop.isRequested()) {
        push.requireRegistry();
        for (BatchItem item : plan.items()) {
          if (item.action() == Action.SKIP && item.output().isPresent()) {
            push.remember(item.output().get());
          }
        }
      }
      OutputMaker maker = push == null ? BatchThreads::convert : push::push;
      BatchConversion conversion = new BatchConversion(options, journal, before, maker);
      try {
        convertAll(items, conversion, results, stop);
      } finally {
        conversion.flush();
      }
      settleCollisions(conversion, journal, results);
    }
  }

  private static ConversionReport convert(
      BatchItem item,
      Input input,
      Path output,
      ConvertOptions each,
      Conversion.Completion completion)
      throws IOException {
    Folders.make(Folders.holding(output));
    return new Conversion(
            List.of(input), new Output.TarFile(output, item.mayReplace()), each, completion)
        .run();
  }

  /** The way to the registry; null if archives are converted. */
  private @Nullable BatchPush push() throws IOException {
    return options.push().isEmpty()
        ? null
        : new BatchPush(options.push().get(), new Monitor(new Progress(), registryWork));
  }

  /** Reads the ledger once for all: it may be long, and so may the list of outputs. */
  private void settleCollisions(
      BatchConversion conversion, LedgerJournal journal, Consumer<BatchResult> results)
      throws IOException {
    if (!collided.isEmpty()) {
      Ledger others = journal.others();
      collided.forEach(failed -> results.accept(conversion.settled(failed, others)));
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

  private void convertAll(
      List<BatchItem> items,
      BatchConversion conversion,
      Consumer<BatchResult> results,
      Cancellation stop) {
    ExecutorService threads = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
        .setNameFormat("layerlift-batch")
        .setDaemon(true)
        .build());
    try {
      for (BatchItem item : items) {
        int share = budget.share(item.size());
        budget.take(share);
        threads.execute(() -> {
          try {
            convert(item, share, conversion, results, stop);
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

  private void convert(
      BatchItem item,
      int share,
      BatchConversion conversion,
      Consumer<BatchResult> results,
      Cancellation stop) {
    Cancellation cancellation = new Cancellation();
    running.add(cancellation);
    try {
      if (stop.isRequested()) {
        return;
      }
      BatchResult result = conversion.convert(item, share, cancellation);
      boolean failed = result.status() == Status.FAILED;
      if (failed && result.reason().equals(ErrorCode.TARGET_EXISTS.id())) {
        collided.add(result);
      } else if (!failed || !cancellation.isRequested()) {
        results.accept(result);
      }
    } finally {
      running.remove(cancellation);
    }
  }
}
