package io.github.layerlift.batch;

import io.github.layerlift.ledger.Identity;
import io.github.layerlift.ledger.LedgerRecord;
import io.github.layerlift.ledger.OutputState;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.report.VerificationReport;
import io.github.layerlift.verify.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Whether an output is what its input would produce now. */
final class BatchCurrency {
  private BatchCurrency() {}

  /** Why an output that was written as {@code record} says is not current, times aside; empty if it is. */
  static String staleness(LedgerRecord.Output record, Identity input, BatchOptions options) {
    if (!record.identity().isLike(input)) {
      return "the input has changed";
    }
    if (!record.options().equals(options(options))) {
      return "the options differ";
    }
    return options.conversion().strict() && record.warnings() > 0
        ? "warnings, which are now errors"
        : "";
  }

  /** Whether neither file was written since {@code record} was, as far as times tell. */
  static boolean hasTimesOf(LedgerRecord.Output record, Identity input, OutputState output) {
    return record.identity().equals(input) && record.modified() == output.modified();
  }

  /**
   * Whether {@code output} is sound and holds what {@code input} does. Where times were changed by a
   * copy, a checkout or a cache, this reads both, and saves writing.
   */
  static boolean isSame(Input input, Path output, ReadOptions reading) {
    try {
      VerificationReport report =
          new Verification(new Input.OfPath(output), Optional.of(input), false, reading).run();
      return report.isSound() && !isRenamed(report);
    } catch (IOException e) {
      // the conversion will report it, if it matters
      return false;
    }
  }

  /** Other names are no fault of an output, but the input may have got them meanwhile. */
  private static boolean isRenamed(VerificationReport report) {
    return report.findings().stream()
        .anyMatch(finding -> finding.code() == FindingCode.AGAINST_RENAMED);
  }

  /** The options that an output depends on: its bytes, and for a receipt, what was pushed where. */
  static String options(BatchOptions options) {
    return options(options.conversion())
        + options
            .push()
            .map(push -> " push=" + push.place() + " packing=" + push.packing().orElse("no"))
            .orElse("");
  }

  private static String options(ConvertOptions options) {
    String usual = String.join(
        " ",
        "compress=" + options.compress().orElse("no"),
        "platform=" + options.platform().orElse("default"),
        "manifest-json=" + options.manifestJson(),
        "repositories=" + options.repositories(),
        "platform-in-index=" + options.platformInIndex(),
        "drop-empty-layers=" + options.dropEmptyLayers(),
        "changes=" + options.changes());
    // only if given, so that outputs from before these options existed stay current
    return usual
        + (options.reading().leniency().joined() ? " joined" : "")
        + (options.reading().leniency().takeLast() ? " take-last" : "")
        + options.reading().leniency().readAs().map(kind -> " read-as=" + kind).orElse("")
        + options
            .reading()
            .leniency()
            .inside()
            .path()
            .map(path -> " inside=" + path)
            .orElse("");
  }

  /** The options that decide whether an input is an image archive. */
  static String reading(ConvertOptions options) {
    String version = BatchCurrency.class.getPackage().getImplementationVersion();
    return options(options) + " version=" + version;
  }
}
