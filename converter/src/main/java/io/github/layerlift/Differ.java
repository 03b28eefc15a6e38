package io.github.layerlift;

import io.github.layerlift.compare.Comparison;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.DiffOptions;
import io.github.layerlift.report.ContentReport;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.report.FileChange;
import java.util.function.Consumer;

/** Compares images, without converting them. Stateless, and safe for several threads. */
public final class Differ {
  private Differ() {}

  /**
   * Compares an image of {@code a} with one of {@code b}. Digests that the archives state are
   * believed: layers with equal ones are not read.
   *
   * @param first gets the report, before any file
   * @param each gets each name in the file systems where they differ: a folder before its content,
   *     sorted by name
   * @return the same report
   * @throws LayerliftException if one can't be read, with the reason; nothing was passed on then
   */
  public static DiffReport diff(
      Input a, Input b, DiffOptions options, Consumer<DiffReport> first, Consumer<FileChange> each)
      throws LayerliftException {
    return Boundary.faults(() -> new Comparison(a, b, options).run(first, each));
  }

  /**
   * Compares one file of two images, line by line. The path is followed through links, and may be
   * written as {@link io.github.layerlift.report.FileEntry} writes it.
   *
   * @throws LayerliftException if one can't be read, none has the file, it is something else than a
   *     file, or it is larger than 16 MiB
   */
  public static ContentReport content(Input a, Input b, String path, DiffOptions options)
      throws LayerliftException {
    return Boundary.faults(() -> new Comparison(a, b, options).content(path));
  }
}
