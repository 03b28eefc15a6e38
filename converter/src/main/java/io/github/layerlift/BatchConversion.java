package io.github.layerlift;

import io.github.layerlift.BatchResult.Status;
import io.github.layerlift.batch.Identity;
import io.github.layerlift.batch.Ledger;
import io.github.layerlift.batch.LedgerJournal;
import io.github.layerlift.batch.LedgerRecord;
import io.github.layerlift.batch.OutputState;
import io.github.layerlift.output.Folders;
import io.github.layerlift.report.Cancellation;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.FaultKind;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Converts one archive of a batch, and has it in the ledger before its output is there. */
final class BatchConversion {
  private final BatchOptions options;
  private final LedgerJournal journal;

  BatchConversion(BatchOptions options, LedgerJournal journal) {
    this.options = options;
    this.journal = journal;
  }

  /** Whatever goes wrong with one archive is in the result: the others go on. */
  BatchResult convert(BatchItem item, int threads, Cancellation cancellation) {
    long start = System.nanoTime();
    Progress progress = new Progress();
    BatchProgress.Running running = new BatchProgress.Running(item.input(), item.size(), progress);
    options.progress().start(running);
    BatchResult result;
    try {
      ConversionReport report = report(item, threads, progress, cancellation);
      result = result(item, Status.CONVERTED, item.reason(), start).with(report);
    } catch (LayerliftException e) {
      result = failed(item, e, start);
    } catch (IOException e) {
      result = result(item, Status.FAILED, "", start).with(Conversion.unexpected(e));
    } catch (RuntimeException | OutOfMemoryError e) {
      result = result(item, Status.FAILED, "", start).with(e);
    }
    options.progress().end(running, result.status() == Status.FAILED);
    return result;
  }

  private ConversionReport report(
      BatchItem item, int threads, Progress progress, Cancellation cancellation)
      throws IOException {
    Path output = output(item);
    makeFolder(Folders.holding(output));
    Identity identity = Identity.of(item.path());
    LedgerRecord.Output[] ready = new LedgerRecord.Output[1];
    ConvertOptions each = options.conversion().toBuilder()
        .jobs(threads)
        .progress(progress)
        .cancellation(cancellation)
        .build();
    ConversionReport report = new Conversion(
            new Input.OfPath(item.path()),
            new Output.TarFile(output, item.mayReplace()),
            each,
            (size, modified, warnings) -> {
              ready[0] = new LedgerRecord.Output(
                  name(output),
                  item.input(),
                  identity,
                  BatchCurrency.options(options.conversion()),
                  size,
                  modified.to(TimeUnit.NANOSECONDS),
                  warnings.size(),
                  item.reference().orElse(null),
                  false);
              journal.add(ready[0]);
            })
        .run();
    if (ready[0] != null) {
      journal.done(ready[0]);
    }
    return report;
  }

  private static void makeFolder(Path folder) throws LayerliftException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Fault.of(ErrorCode.TARGET_UNWRITABLE, "the folder " + folder + " can't be made: " + e)
          .exception(e);
    }
  }

  private BatchResult failed(BatchItem item, LayerliftException e, long start) {
    if (e.code() == ErrorCode.TARGET_EXISTS && isDoneByAnother(item)) {
      return result(item, Status.SKIPPED, "another batch has just written it", start);
    }
    if (e.code().kind() == FaultKind.UNSUPPORTED && !item.named()) {
      try {
        journal.add(new LedgerRecord.Stranger(
            item.input(), Identity.of(item.path()), e.code().id(), String.valueOf(e.getMessage())));
      } catch (LayerliftException ledger) {
        return result(item, Status.FAILED, "", start).with(ledger);
      }
      return result(item, Status.IGNORED, e.code().id(), start).with(e);
    }
    return result(item, Status.FAILED, e.code().id(), start).with(e);
  }

  /** Two batches on one folder may be given the same archive; who is second finds it done. */
  private boolean isDoneByAnother(BatchItem item) {
    try {
      OutputState state = OutputState.of(output(item));
      Identity identity = Identity.of(item.path());
      return Ledger.read(options.into())
          .output(name(output(item)), state.size(), state.modified())
          .filter(record -> BatchCurrency.staleness(record, identity, options).isEmpty())
          .isPresent();
    } catch (IOException e) {
      // then it is not known to be, and the fault stands as it is
      return false;
    }
  }

  private String name(Path output) {
    return options
        .into()
        .relativize(output)
        .toString()
        .replace(output.getFileSystem().getSeparator(), "/");
  }

  private static Path output(BatchItem item) {
    return item.output()
        .orElseThrow(() -> new IllegalArgumentException("no output for " + item.input()));
  }

  private static BatchResult result(BatchItem item, Status status, String reason, long start) {
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    return new BatchResult(item, status, reason, Optional.empty(), Optional.empty(), duration);
  }
}
