package io.github.layerlift.spark;

import io.github.layerlift.ledger.Ledger;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * The names that one run needs for itself in the folder of the outputs. No two runs share any, since stores may have
 * no locks.
 *
 * @param run what distinguishes it from all other runs
 * @param millis when it began, since 1970
 */
record RunFolder(String run, long millis) implements Serializable {
  /** That of an application, which YARN may start again under the same name. */
  static RunFolder of(String application, long millis) {
    return new RunFolder(application + "-" + Long.toHexString(millis), millis);
  }

  private String prefix() {
    return Ledger.PREFIX + "-" + run;
  }

  /** Holds what is unfinished; the ledger is looked for there, too. */
  Path path(Path into) {
    return into.resolve(prefix());
  }

  /** The record of an output that may be about to get its name. */
  Path journal(Path into, int number) {
    return path(into).resolve(number + ".jsonl");
  }

  /** An output without its name. */
  Path unfinished(Path into, int number, long attempt) {
    return path(into).resolve(number + "-" + attempt + ".tmp");
  }

  /** All records, when the run has ended. */
  Path ledger(Path into) {
    return into.resolve(prefix() + ".jsonl");
  }
}
