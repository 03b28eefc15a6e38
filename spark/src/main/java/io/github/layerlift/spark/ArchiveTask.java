package io.github.layerlift.spark;

import io.github.layerlift.batch.BatchConversion;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;

/** Converts one archive, on whatever executor Spark chooses. */
final class ArchiveTask implements VoidFunction<Errand> {
  private static final long serialVersionUID = 1L;

  /** Faults of a machine or its network, rather than of the archive. */
  private static final Set<String> ELSEWHERE = Set.of(
      ErrorCode.INPUT_UNREADABLE.id(), ErrorCode.READ_FAILED.id(), ErrorCode.WRITE_FAILED.id());

  private final Broadcast<Orders> orders;
  private final Rows rows;

  ArchiveTask(Broadcast<Orders> orders, Rows rows) {
    this.orders = orders;
    this.rows = rows;
  }

  @Override
  public void call(Errand errand) throws IOException {
    TaskContext task = TaskContext.get();
    Orders all = orders.value();
    Wire wire = new Wire(all.files());
    Store store = new Store(all.files());
    BatchItem item = wire.read(errand.item(), BatchItem.class);
    Optional<Path> wanted = all.options().conversion().reading().tempFolder();
    try (Scratch scratch = Scratch.make(wanted, System.getenv())) {
      BatchOptions options = in(scratch, all.options());
      Path into = options.into();
      Path journal = all.folder().journal(into, errand.number());
      TaskRecords records = new TaskRecords(store, into, journal);
      Publication publication = new Publication(
          store,
          scratch.path(),
          all.folder().unfinished(into, errand.number(), task.taskAttemptId()),
          all.folder().millis(),
          Files.exists(journal));
      BatchResult result = new BatchConversion(options, records, before(errand), publication)
          .convert(item, task.cpus(), new Cancellation());
      requireFit(result, task, all);
      rows.add(new Row(errand.number(), wire.write(result), records.lines()));
    }
  }

  private static BatchOptions in(Scratch scratch, BatchOptions options) {
    ConvertOptions conversion = options.conversion();
    return options.withConversion(
        conversion.withReading(conversion.reading().withTempFolder(Optional.of(scratch.path()))));
  }

  private static Ledger before(Errand errand) throws IOException {
    Ledger ledger = Ledger.empty();
    if (errand.record() != null) {
      ledger.addAll(new ByteArrayInputStream(errand.record().getBytes(StandardCharsets.UTF_8)));
    }
    return ledger;
  }

  /** What another machine may be able to do is tried there, as long as Spark doesn't give up the job for it. */
  private static void requireFit(BatchResult result, TaskContext task, Orders orders)
      throws IOException {
    if (ELSEWHERE.contains(result.reason()) && task.attemptNumber() + 1 < orders.attempts()) {
      Throwable fault = result.fault().orElse(null);
      throw fault instanceof LayerliftException known ? known : new IOException(fault);
    }
  }
}
