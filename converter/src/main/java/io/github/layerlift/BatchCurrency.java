package io.github.layerlift;

import io.github.layerlift.batch.Identity;
import io.github.layerlift.batch.LedgerRecord;

/** Whether an output is what its input would give now. */
final class BatchCurrency {
  private BatchCurrency() {}

  /** Why an output that was written as {@code record} says is not current; empty if it is. */
  static String staleness(LedgerRecord.Output record, Identity input, BatchOptions options) {
    if (!record.identity().equals(input)) {
      return "the input was changed";
    }
    if (!record.options().equals(options(options.conversion()))) {
      return "other options";
    }
    return options.conversion().strict() && record.warnings() > 0 ? "warnings, and --strict" : "";
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
}
