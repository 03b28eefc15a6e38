package io.github.layerlift;

import io.github.layerlift.extract.Extraction;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.location.Destination;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.report.ExtractionReport;
import io.github.layerlift.report.FileEntry;
import java.util.function.Consumer;

/** Extracts files from images, without converting them. Stateless, and safe for several threads. */
public final class Extractor {
  private Extractor() {}

  /**
   * Writes files of an image, its layers merged, to {@code destination}. Nothing is ever written
   * outside of it.
   *
   * @return what was written
   * @throws LayerliftException if it can't be done, with the reason; a folder is then as it was
   *     before, unless the failure happens while a finished tree is moved into a folder that is not
   *     empty
   */
  public static ExtractionReport extract(
      Input input, Destination destination, ExtractOptions options) throws LayerliftException {
    return Boundary.faults(() -> Boundary.calling(
        Setting.EXTRACT, () -> new Extraction(input, options).extract(destination)));
  }

  /**
   * Passes each file of an image to {@code each}: a folder before its content, sorted by name.
   *
   * @return what was listed
   * @throws LayerliftException if it can't be done, with the reason
   */
  public static ExtractionReport list(Input input, ExtractOptions options, Consumer<FileEntry> each)
      throws LayerliftException {
    return Boundary.faults(() ->
        Boundary.calling(Setting.EXTRACT_LIST, () -> new Extraction(input, options).list(each)));
  }
}
