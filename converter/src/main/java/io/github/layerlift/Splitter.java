package io.github.layerlift;

import io.github.layerlift.convert.Splitting;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.SplitOptions;
import io.github.layerlift.report.SplitReport;

/** Makes several archives of one. Stateless, and safe to use from several threads. */
public final class Splitter {
  private Splitter() {}

  /**
   * Reads the archive in {@code input} once, and writes an OCI archive for each of its images, with the
   * bytes that a conversion gives that selects this image.
   *
   * @return what was written
   * @throws LayerliftException if it can't be done, with the reason. Outputs that get one name, and
   *     files that exist, are refused before anything is written; after another fault, those outputs
   *     are there that were finished before it, each whole
   */
  public static SplitReport split(Input input, SplitOptions options) throws LayerliftException {
    return Boundary.faults(() -> new Splitting(input, options).run());
  }
}
