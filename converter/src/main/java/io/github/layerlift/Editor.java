package io.github.layerlift;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.Edit;
import io.github.layerlift.report.ConversionReport;
import java.util.ArrayList;
import java.util.List;

/** Edits images: their names, their configs and their files. An old archive is converted on the way. */
public final class Editor {
  private Editor() {}

  /**
   * Reads the archive in {@code input}, edits its images, and writes them to {@code output} as an OCI
   * image layout; to {@link Output.Nowhere} to see what would change.
   *
   * @param edits in the order in which they are applied, to every image that {@code options} selects
   * @param options as for a conversion
   * @return what was written, and for each image what it was before
   * @throws LayerliftException if it can't be done, with the reason; the output is as it was before
   */
  public static ConversionReport edit(
      Input input, Output output, List<Edit> edits, ConvertOptions options)
      throws LayerliftException {
    List<Change> changes = new ArrayList<>(options.changes());
    changes.addAll(edits);
    return Converter.convert(input, output, options.withChanges(changes));
  }
}
