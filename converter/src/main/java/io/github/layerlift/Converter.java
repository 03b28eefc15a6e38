package io.github.layerlift;

import io.github.layerlift.convert.Conversion;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.input.Readers;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.output.AtomicFile;
import io.github.layerlift.report.ConversionReport;
import java.util.List;

/** Converts archives. Stateless, and safe to use from several threads. */
public final class Converter {
  private Converter() {}

  /**
   * Reads the archive in {@code input} and writes it to {@code output} as an OCI image layout.
   *
   * @return what was written
   * @throws LayerliftException if it can't be done, with the reason; the output is as it was before
   */
  public static ConversionReport convert(Input input, Output output, ConvertOptions options)
      throws LayerliftException {
    return merge(List.of(input), output, options);
  }

  /**
   * Reads the archives in {@code inputs} and writes the images of all to {@code output} as one OCI
   * image layout; equal ones, and equal layers, once.
   *
   * @param inputs at least one
   * @return what was written
   * @throws LayerliftException if it can't be done, with the reason; the output is as it was before
   */
  public static ConversionReport merge(List<Input> inputs, Output output, ConvertOptions options)
      throws LayerliftException {
    return Boundary.faults(() -> {
      if (output instanceof Output.TarFile file) {
        AtomicFile.removeLeftOvers(file.path());
      }
      return new Conversion(inputs, output, options).run();
    });
  }

  /**
   * Refuses options that have a wrong value, as {@link #convert} does before it reads anything.
   *
   * @throws LayerliftException if a value is wrong, with the reason
   */
  public static void requireValid(ConvertOptions options) throws LayerliftException {
    Readers.requireValid(options);
  }
}
