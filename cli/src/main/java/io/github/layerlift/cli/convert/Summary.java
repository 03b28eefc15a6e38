package io.github.layerlift.cli.convert;

import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.text.Printable;
import io.github.layerlift.text.ShellWord;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The summary of a conversion, for people. */
public final class Summary {
  private static final int ID_LENGTH = "sha256:".length() + 12;

  private static final Set<Warning.Code> REFUSALS =
      Set.of(FindingCode.CONFIG_REFUSED, FindingCode.HISTORY_COUNT);

  private final ConversionReport report;
  private final PrintStream out;

  public Summary(ConversionReport report, PrintStream out) {
    this.report = report;
    this.out = out;
  }

  /**
   * Prints what was written.
   *
   * @param streamed whether that went to standard output
   */
  void print(boolean streamed) {
    printImages("");
    String images = Sizes.count(report.images().size(), "image");
    out.println(
        Printable.name(report.output()) + ": " + images + ", " + Sizes.text(report.outputBytes()));
    if (!streamed
        && !report.images().isEmpty()
        && report.warnings().stream().noneMatch(Summary::tellsOfRefusal)) {
      out.println("load it with: " + Printable.name(command()));
      indexes()
          .forEach((name, count) -> out.println(Printable.text(name + " has " + count
              + " images; Docker's classic image store takes only one of them")));
    }
  }

  /** Prints a line for each image. */
  public void printImages(String indent) {
    for (ConversionReport.Image image : report.images()) {
      out.println(indent + Printable.text(line(image)));
    }
  }

  /** The names that several images have together, with their number. */
  private Map<String, Long> indexes() {
    Map<String, Long> images = report.images().stream()
        .flatMap(image -> image.tags().stream())
        .collect(Collectors.groupingBy(tag -> tag, TreeMap::new, Collectors.counting()));
    images.values().removeIf(count -> count == 1);
    return images;
  }

  /** Prints what would be written, and how it differs from what was read. */
  void printChanges() {
    for (ConversionReport.Image image : report.images()) {
      out.println(Printable.text(line(image)));
      image.original().ifPresent(original -> new ImageDiff(original, image).print(out));
    }
    out.println("nothing was written");
  }

  /** Whether Docker is known not to load one of the images, so that no command helps. */
  private static boolean tellsOfRefusal(Warning warning) {
    return REFUSALS.contains(warning.code());
  }

  /** Docker can't load folders. */
  private String command() {
    String name = ShellWord.of(report.output());
    return Files.isDirectory(ByteNames.path(report.output()))
        ? "tar -C " + name + " -c . | docker load"
        : "docker load -i " + name;
  }

  private static String line(ConversionReport.Image image) {
    List<String> tags = image.tags().isEmpty() ? List.of("(untagged)") : image.tags();
    String id = image.id().substring(0, ID_LENGTH);
    return String.join(
        "  ",
        image
            .original()
            .map(was -> was.id().substring(0, ID_LENGTH) + " -> " + id)
            .orElse(id),
        String.join(", ", tags),
        image.platform(),
        Sizes.count(image.layers().size(), "layer"));
  }
}
