package io.github.layerlift;

import io.github.layerlift.batch.Identity;
import io.github.layerlift.batch.LedgerRecord;
import io.github.layerlift.batch.OutputState;
import io.github.layerlift.report.LayerliftException;
import java.nio.file.Path;

/** Whether an output is what its input would give now. */
final class BatchCurrency {
  private BatchCurrency() {}

  /** Why an output that was written as {@code record} says is not current, times aside; empty if it is. */
  static String staleness(LedgerRecord.Output record, Identity input, BatchOptions options) {
    if (!record.identity().isLike(input)) {
      return "the input was changed";
    }
    if (!record.options().equals(options(options.conversion()))) {
      return "other options";
    }
    return options.conversion().strict() && record.warnings() > 0 ? "warnings, and --strict" : "";
  }

  /** Whether neither file was written since {@code record} was, as far as times tell. */
  static boolean hasTimesOf(LedgerRecord.Output record, Identity input, OutputState output) {
    return record.identity().equals(input) && record.modified() == output.modified();
  }

  /**
   * Whether {@code output} is sound and holds what {@code input} does. Where times were changed by a
   * copy, a checkout or a cache, that costs a read of both, and saves writing.
   */
  static boolean isSame(Path input, Path output, ReadOptions reading) {
    try {
      return Verifier.verifyAgainst(
              new Input.OfPath(output), new Input.OfPath(input), false, reading)
          .isSound();
    } catch (LayerliftException e) {
      // the conversion tells it, if it is anything to be told
      return false;
    }
  }

  /** The options that the bytes of an output depend on. */
  static String options(ConvertOptions options) {
    String usual = String.join(
        " ",
        "compress=" + options.compress().orElse("no"),
        "platform=" + options.platform().orElse("default"),
        "manifest-json=" + options.manifestJson(),
        "repositories=" + options.repositories(),
        "platform-in-index=" + options.platformInIndex(),
        "drop-empty-layers=" + options.dropEmptyLayers(),
        "select=" + options.select(),
        "tags=" + options.tags());
    // only if given, so that what was written before there were these options stays current
    return usual
        + (options.leniency().joined() ? " joined" : "")
        + (options.leniency().takeLast() ? " take-last" : "")
        + options.leniency().readAs().map(kind -> " read-as=" + kind).orElse("");
  }

  /** What it depends on whether an archive is found to be one of images. */
  static String reading(ConvertOptions options) {
    String version = BatchCurrency.class.getPackage().getImplementationVersion();
    return options(options) + " version=" + version;
  }
}
