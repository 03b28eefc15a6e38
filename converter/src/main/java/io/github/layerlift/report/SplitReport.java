package io.github.layerlift.report;

import io.github.layerlift.fault.Warning;
import java.util.List;

/**
 * What a split did.
 *
 * @param outputs one for each output, by its name; its warnings are those that concern it alone
 * @param warnings of the archive, in the order in which they were found
 */
public record SplitReport(List<ConversionReport> outputs, List<Warning> warnings) {
  public SplitReport {
    outputs = List.copyOf(outputs);
    warnings = List.copyOf(warnings);
  }
}
