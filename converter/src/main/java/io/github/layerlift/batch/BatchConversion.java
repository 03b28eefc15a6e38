package io.github.layerlift.batch;

import io.github.layerlift.convert.Conversion;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.ledger.Identity;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.ledger.LedgerRecord;
import io.github.layerlift.ledger.LedgerRecords;
import io.github.layerlift.ledger.OutputState;
import io.github.layerlift.ledger.Stamp;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.output.Folders;
import io.github.layerlift.progress.BatchProgress;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Converts or pushes one archive of a batch, and records it in the ledger before its output appears. */
public final class BatchConversion {
  private final BatchOptions options;
  private final LedgerRecords records;
  private final Ledger before;
  private final OutputMaker maker;
  private final Storages storages;
  private final Set<Path> unflushed = ConcurrentHashMap.newKeySet();

  /**
   * @param before what was known about the outputs to compare
   * @param maker converts archives, or pushes them
   */
  public BatchConversion(
      BatchOptions options, LedgerRecords records, Ledger before, OutputMaker maker) {
    this.options = options;
    this.records = records;
    this.before = before;
    this.maker = maker;
    this.storages = new Storages(options.conversion());
  }

  /** Whatever goes wrong with one archive is in its result: the others go on. */
  public BatchResult convert(BatchItem item, int threads, Cancellation cancellation) {
    long start = System.nanoTime();
    Progress progress = new Progress();
    BatchProgress.Running running = new BatchProgress.Running(item.input(), item.size(), progress);
    options.progress().start(running);
    BatchResult result;
    try {
      ConvertOptions each = options
          .conversion()
          .withReading(options
              .conversion()
              .reading()
              .with()
              .jobs(threads)
              .monitor(new Monitor(progress, cancellation))
              .build());
      if (item.action() == Action.COMPARE && isStillCurrent(item, each)) {
        result = result(item, Status.SKIPPED, "current, only times differ", start);
      } else {
        ConversionReport report = report(item, each);
        result = result(item, Status.CONVERTED, item.reason(), start).with(report);
      }
    } catch (LayerliftException e) {
      result = failed(item, e, start);
    } catch (IOException e) {
      result = result(item, Status.FAILED, "", start).with(Boundary.unexpected(e));
    } catch (RuntimeException | Error e) {
      result = result(item, Status.FAILED, "", start).with(e);
    }
    options.progress().end(running, result.status() == Status.FAILED);
    return result;
  }

  /**
   * Compares the archive with its output; if it is current, its new times are recorded. What a receipt
   * is about is at the registry, which is asked by pushing again.
   */
  private boolean isStillCurrent(BatchItem item, ConvertOptions each) throws IOException {
    if (options.push().isPresent()) {
      return false;
    }
    Path output = output(item);
    OutputState state = OutputState.of(output);
    Optional<Stamp> stamp = Stamp.settled(item.path());
    Identity identity = storages.identity(item);
    Optional<LedgerRecord.Output> record = before.output(name(output), state.size());
    if (record.isEmpty() || !BatchCurrency.isSame(storages.input(item), output, each.reading())) {
      return false;
    }
    records.add(record.get().seenAgain(identity, stamp.orElse(null), state.modified()));
    return true;
  }

  private ConversionReport report(BatchItem item, ConvertOptions each) throws IOException {
    Path output = output(item);
    Optional<Stamp> stamp = Stamp.settled(item.path());
    Identity identity = storages.identity(item);
    LedgerRecord.Output[] ready = new LedgerRecord.Output[1];
    Conversion.Completion completion = new Conversion.Completion() {
      @Override
      public void complete(long size, FileTime modified, List<Warning> warnings)
          throws IOException {
        ready[0] = new LedgerRecord.Output(
            name(output),
            item.input(),
            identity,
            BatchCurrency.options(options),
            size,
            modified.to(TimeUnit.NANOSECONDS),
            warnings.size(),
            item.reference().orElse(null),
            stamp.orElse(null),
            false);
        records.add(ready[0]);
      }

      @Override
      public void named(Path file) {
        unflushed.add(Folders.holding(file));
      }
    };
    ConversionReport report = maker.make(item, storages.input(item), output, each, completion);
    if (ready[0] != null) {
      records.done(ready[0]);
    }
    return report;
  }

  /** Flushes the names of outputs to the disk: once for each folder, since each flush takes as long as a small archive. */
  void flush() throws IOException {
    for (Path folder : unflushed) {
      Folders.sync(folder);
    }
  }

  private BatchResult failed(BatchItem item, LayerliftException e, long start) {
    if (NoImages.says(e.code()) && !item.named()) {
      try {
        records.add(new LedgerRecord.Stranger(
            item.input(),
            storages.identity(item),
            BatchCurrency.reading(options.conversion()),
            e.code().id(),
            String.valueOf(e.getMessage())));
      } catch (LayerliftException ledger) {
        return result(item, Status.FAILED, "", start).with(ledger);
      }
      return result(item, Status.IGNORED, e.code().id(), start).with(e);
    }
    return result(item, Status.FAILED, e.code().id(), start).with(e);
  }

  /**
   * Two batches on one folder may be given the same archive; the second one finds it done.
   *
   * @param failed because an output was in the way
   * @param others what other batches have written, read after that
   */
  BatchResult settled(BatchResult failed, Ledger others) {
    BatchItem item = failed.item();
    try {
      OutputState state = OutputState.of(output(item));
      Identity identity = storages.identity(item);
      boolean done = others
          .output(name(output(item)), state.size(), state.modified())
          .filter(record -> record.identity().equals(identity)
              && BatchCurrency.staleness(record, identity, options).isEmpty())
          .isPresent();
      return done
          ? new BatchResult(
              item, Status.SKIPPED, "another batch has just written it", failed.duration())
          : failed;
    } catch (IOException e) {
      // then it is not known to be current, and the fault stays
      return failed;
    }
  }

  private String name(Path output) {
    return ByteNames.of(options.into().relativize(output));
  }

  private static Path output(BatchItem item) {
    return item.output()
        .orElseThrow(() -> new IllegalArgumentException("no output for " + item.input()));
  }

  private static BatchResult result(BatchItem item, Status status, String reason, long start) {
    return new BatchResult(item, status, reason, Duration.ofNanos(System.nanoTime() - start));
  }
}
