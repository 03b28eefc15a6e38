package io.github.layerlift.batch;

import io.github.layerlift.convert.Conversion;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the output of an archive, which appears whole or not at all. */
@FunctionalInterface
public interface OutputMaker {
  /**
   * Makes {@code output} of {@code item}.
   *
   * @param input where that is
   * @param completion called right before the output gets its name
   */
  ConversionReport make(
      BatchItem item,
      Input input,
      Path output,
      ConvertOptions options,
      Conversion.Completion completion)
      throws IOException;
}
