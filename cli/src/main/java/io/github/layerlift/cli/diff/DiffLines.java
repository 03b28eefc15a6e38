package io.github.layerlift.cli.diff;

import io.github.layerlift.report.DiffReport;
import io.github.layerlift.report.FileChange;

/** Prints a comparison while it comes: any number of files may differ. */
interface DiffLines {
  /** Prints nothing. */
  DiffLines NONE = new DiffLines() {
    @Override
    public void start(DiffReport report) {}

    @Override
    public void file(FileChange change) {}

    @Override
    public void end(DiffReport report) {}
  };

  /** Prints everything but the files. */
  void start(DiffReport report);

  /** Prints a file that differs. */
  void file(FileChange change);

  /** Prints what comes after the files. */
  void end(DiffReport report);
}
