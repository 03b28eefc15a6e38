package io.github.layerlift.cli.shelf;

import java.util.List;
import java.util.Optional;

/**
 * What the reports say of one archive. Texts are safe to show.
 *
 * @param input its name
 * @param output where it went; empty if nowhere
 * @param before bytes of the archive; {@link #UNKNOWN} if nobody counted
 * @param after bytes of what it became, or what was sent; {@link #UNKNOWN} if nobody counted
 * @param seconds how long it took
 * @param contents what is in it, if a report says so
 * @param error why it failed or was left alone
 * @param earlierWarnings how many warnings there were when its output was made, in a run before
 */
record Archive(
    String input,
    Status status,
    String reason,
    String output,
    long before,
    long after,
    double seconds,
    Optional<Contents> contents,
    Optional<Problem> error,
    List<Problem> warnings,
    int earlierWarnings) {
  static final long UNKNOWN = -1;

  /**
   * The images of an archive.
   *
   * @param kind how they were written: {@code v1}, {@code docker-archive}, {@code oci-layout}
   * @param created the day of the newest, such as {@code 2016-02-04}; empty if none says
   * @param names the first few
   * @param layers each once, however many images have it
   */
  record Contents(
      String kind,
      int images,
      String created,
      List<String> names,
      int nameCount,
      List<Layer> layers) {
    Contents {
      names = List.copyOf(names);
      layers = List.copyOf(layers);
    }
  }

  Archive {
    warnings = List.copyOf(warnings);
  }

  boolean hasBothSizes() {
    return before != UNKNOWN && after != UNKNOWN;
  }

  /** Whether there was an output, and still is unless something else has replaced it. */
  boolean isGood() {
    return status == Status.CONVERTED || status == Status.SKIPPED;
  }

  boolean hasSizeOf(Archive other) {
    return before != UNKNOWN && before == other.before;
  }

  /** Warnings of this run, or of the one that made the output. */
  int warningCount() {
    return Math.max(warnings.size(), earlierWarnings);
  }

  /**
   * This one, which is newer, with what an earlier report knows about the very same output: that was
   * converted then, and is current now.
   */
  Archive since(Archive earlier) {
    boolean same = status == Status.SKIPPED
        && contents.isEmpty()
        && Spelling.plain(output).equals(Spelling.plain(earlier.output))
        && before == earlier.before
        && (after == UNKNOWN || after == earlier.after);
    return same
        ? new Archive(
            input,
            status,
            reason,
            output,
            before,
            earlier.after,
            seconds,
            earlier.contents,
            error,
            earlier.warnings,
            earlierWarnings)
        : this;
  }
}
