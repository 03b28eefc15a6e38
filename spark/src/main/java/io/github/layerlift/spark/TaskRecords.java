package io.github.layerlift.spark;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.ledger.LedgerRecord;
import io.github.layerlift.ledger.LedgerRecords;
import io.github.layerlift.ledger.OutputState;
import io.github.layerlift.output.WriteFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of one task. They go to the driver with its row; and before an output gets its name, into a journal
 * beside it, in case that the row never arrives.
 */
final class TaskRecords implements LedgerRecords {
  private final Store store;
  private final Path into;
  private final Path journal;
  private final List<String> lines = new ArrayList<>();

  TaskRecords(Store store, Path into, Path journal) {
    this.store = store;
    this.into = into;
    this.journal = journal;
  }

  @Override
  public void add(LedgerRecord record) throws LayerliftException {
    if (record instanceof LedgerRecord.Output output && !output.done()) {
      // if its time isn't known yet, contents will have to decide
      write(
          output.modified() == 0 ? output.seenAgain(output.identity(), output.stamp(), 0) : output);
    } else {
      lines.add(record.line());
    }
  }

  @Override
  public void done(LedgerRecord.Output record) throws LayerliftException {
    try {
      long modified = OutputState.of(into.resolve(record.output())).modified();
      LedgerRecord.Output done = record.seenAgain(record.identity(), record.stamp(), modified);
      if (modified != record.modified()) {
        write(done);
      }
      lines.add(done.line());
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw WriteFaults.of(record.output(), e);
    }
  }

  List<String> lines() {
    return lines;
  }

  private void write(LedgerRecord.Output record) throws LayerliftException {
    try {
      store.put(journal, record.line() + "\n");
    } catch (IOException e) {
      throw WriteFaults.of(journal.toString(), e);
    }
  }
}
