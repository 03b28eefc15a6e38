package io.github.layerlift.it.transfer;

import io.github.layerlift.ConversionReport;
import io.github.layerlift.ConvertOptions;
import io.github.layerlift.Converter;
import io.github.layerlift.Input;
import io.github.layerlift.Output;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Warning;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of an archive.
 *
 * @param images a line for each image, and for each of its names
 * @param told the code of the error, or of each warning
 */
record Converted(boolean isRefused, Set<String> images, List<String> told) {
  private static final String NAMED = " named ";

  static Converted of(Path archive, Path modern) {
    try {
      ConversionReport report = Converter.convert(
          new Input.OfPath(archive),
          new Output.TarFile(modern, true),
          ConvertOptions.builder().jobs(1).build());
      Set<String> images = new TreeSet<>();
      for (ConversionReport.Image image : report.images()) {
        List<String> diffIds =
            image.layers().stream().map(ConversionReport.Layer::diffId).toList();
        images.add(image.id() + " of " + diffIds);
        image.tags().forEach(tag -> images.add(image.id() + NAMED + tag));
      }
      return new Converted(
          false, images, report.warnings().stream().map(Warning::code).toList());
    } catch (LayerliftException e) {
      return new Converted(true, Set.of(), List.of(e.code().id()));
    }
  }

  /** Whether a line is of a name. */
  static boolean isName(String line) {
    return line.contains(NAMED);
  }

  /** Whether it came out without a word. */
  boolean isSilent() {
    return told.isEmpty();
  }
}
