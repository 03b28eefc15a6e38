package io.github.layerlift.it.transfer;

import io.github.layerlift.Converter;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ConversionReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an archive was converted to.
 *
 * @param images a line for each image, and for each of its names
 * @param told the code of the error, or of each warning
 */
record Converted(boolean isRefused, Set<String> images, List<String> told) {
  private static final String NAMED = " named ";
  private static final String OF = " of [";

  static Converted of(Path archive, Path modern) {
    try {
      ConversionReport report = Converter.convert(
          new Input.OfPath(archive),
          new Output.TarFile(modern, true),
          ConvertOptions.builder()
              .reading(ReadOptions.builder().jobs(1).build())
              .build());
      Set<String> images = new TreeSet<>();
      for (ConversionReport.Image image : report.images()) {
        List<String> diffIds =
            image.layers().stream().map(ConversionReport.Layer::diffId).toList();
        images.add(image.id() + OF + String.join(", ", diffIds) + "]");
        image.tags().forEach(tag -> images.add(image.id() + NAMED + tag));
      }
      return new Converted(
          false,
          images,
          report.warnings().stream().map(Warning::code).map(Warning.Code::id).toList());
    } catch (LayerliftException e) {
      return new Converted(true, Set.of(), List.of(e.code().id()));
    }
  }

  /**
   * What is left of {@code images} without their names: an image that another one is based on is
   * recognisable only by its name.
   */
  static Set<String> withoutNames(Set<String> images) {
    Set<String> left = new TreeSet<>(images);
    left.removeIf(line -> line.contains(NAMED)
        || images.stream().anyMatch(other -> layers(other).startsWith(layers(line) + ",")));
    return left;
  }

  /** The diff IDs in a line, without the bracket that ends them. */
  private static String layers(String line) {
    int at = line.indexOf(OF);
    return at < 0 ? "" : line.substring(at, line.length() - 1);
  }

  /** Whether it was converted without a warning. */
  boolean isSilent() {
    return told.isEmpty();
  }
}
