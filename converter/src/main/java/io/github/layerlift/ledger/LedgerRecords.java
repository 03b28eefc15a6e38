package io.github.layerlift.ledger;

import io.github.layerlift.fault.LayerliftException;

/** What takes the records of a batch as it goes. */
public interface LedgerRecords {
  /** Adds a record, and returns when it can't be lost any more. */
  void add(LedgerRecord record) throws LayerliftException;

  /** Records that the output of an earlier record now has its name. */
  void done(LedgerRecord.Output record) throws LayerliftException;
}
