package io.github.layerlift;

import io.github.layerlift.convert.Conversion;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.report.ConversionReport;
import java.util.List;

/** Pushes images to registries, whatever archive they are in. Stateless, and safe to use from several threads. */
public final class Publisher {
  private Publisher() {}

  /**
   * Reads the archives in {@code inputs}, and brings their images to where their names say.
   *
   * @param inputs at least one
   * @param options of the conversion; its changes can give other names
   * @return what was pushed; its output size is that of the blobs that had to be sent
   * @throws LayerliftException if it can't be done, with the reason; then no name leads to an image
   *     that isn't complete
   */
  public static ConversionReport push(
      List<Input> inputs, Output.Registry registry, ConvertOptions options)
      throws LayerliftException {
    return Boundary.faults(() -> new Conversion(inputs, registry, options).run());
  }
}
