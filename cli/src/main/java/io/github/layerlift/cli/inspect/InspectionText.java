package io.github.layerlift.cli.inspect;

import io.github.layerlift.cli.text.Line;
import io.github.layerlift.cli.text.ShortHex;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.InspectionReport;
import io.github.layerlift.text.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An inspection for people, in lines that fit the terminal. */
final class InspectionText {
  /** Chosen so that a digest fits into 80 columns. */
  private static final int LABEL = 9;

  private final InspectionReport inspection;
  private final FileView view;
  private final int width;

  /**
   * @param width columns of the terminal; only names of files are longer
   */
  InspectionText(InspectionReport inspection, FileView view, int width) {
    this.inspection = inspection;
    this.view = view;
    this.width = width;
  }

  void print(PrintStream out) {
    lines().forEach(out::println);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(Printable.text(inspection.input()) + ": " + kind(inspection));
    inspection.writer().ifPresent(writer -> {
      lines.add(Line.fit("written by " + writer.name() + ":", width));
      writer.evidence().forEach(sentence -> lines.add(Line.fit("  " + sentence, width)));
    });
    for (InspectionReport.Image image : inspection.images()) {
      lines.add("");
      add(image, lines);
    }
    inspection.broken().ifPresent(broken -> addBroken(broken, lines));
    addInner(lines);
    addIndex(lines);
    if (!inspection.inner().isEmpty()) {
      return lines;
    }
    lines.add("");
    if (inspection.skippedFiles() > 0) {
      boolean one = inspection.skippedFiles() == 1;
      lines.add(
          inspection.skippedFiles() + (one ? " file belongs" : " files belong") + " to no image");
    }
    String unchecked = String.join(
        ", ", inspection.unchecked().stream().map(InspectionText::words).toList());
    String read = view.isAny() ? "only headers of layers were" : "no layer was";
    lines.add("not checked, since " + read + " read: " + unchecked);
    return lines;
  }

  /** What kind of archive it is, and how large. */
  static String kind(InspectionReport inspection) {
    String dialect = switch (inspection.dialect()) {
      case "v1" -> "archive from before Docker 1.10 (v1)";
      case "oci-layout" -> "OCI image layout (oci-layout)";
      case "dir" -> "folder of skopeo's dir: (dir)";
      case "registry" -> "storage of a registry (registry)";
      case "registry-0.x" -> "storage of a docker-registry 0.x (registry-0.x)";
      case "wrapped" -> "not an image archive itself";
      default -> "archive with a manifest.json (" + inspection.dialect() + ")";
    };
    String packing =
        inspection.compression().equals("none") ? "" : ", packed with " + inspection.compression();
    String size = inspection.inputBytes() > 0 ? ", " + Sizes.text(inspection.inputBytes()) : "";
    return dialect + packing + size;
  }

  private static String words(InspectionReport.Unchecked unchecked) {
    return switch (unchecked) {
      case IMAGE_IDS -> "image IDs, which depend on the layers' digests";
      case LAYER_DIGESTS -> "digests of layers";
      case DIFF_IDS -> "diff IDs";
    };
  }

  private void add(InspectionReport.Image image, List<String> lines) {
    image.tags().forEach(tag -> field("name", tag, lines));
    if (image.tags().isEmpty()) {
      field("name", "(untagged)", lines);
    }
    field("ID", image.id().isEmpty() ? "not known before the layers are read" : image.id(), lines);
    field("v1 ID", image.v1Id(), lines);
    field("manifest", image.manifestDigest(), lines);
    field("platform", image.platform(), lines);
    field("created", image.created(), lines);
    field("author", image.author(), lines);
    field("built by", built(image.builder()), lines);
    image.labels().forEach((key, value) -> field("label", key + "=" + value, lines));
    String layers = Sizes.count(image.layers().size(), "layer");
    field("size", Sizes.text(image.size()) + " in " + layers, lines);
    image.layers().stream()
        .map(InspectionReport.Layer::mediaType)
        .distinct()
        .forEach(type -> field("type", type, lines));
    new LayerTable(image, width).addTo(lines);
    new FilesText(image, view, width).addTo(lines);
  }

  private static String built(Optional<InspectionReport.Source> builder) {
    return builder
        .map(tool -> tool.name() + " (" + String.join(", ", tool.evidence()) + ")")
        .orElse("");
  }

  private void field(String label, String value, List<String> lines) {
    if (!value.isEmpty()) {
      lines.add(Line.fit(Line.padded(label, LABEL) + value, width));
    }
  }

  private void addBroken(InspectionReport.Broken broken, List<String> lines) {
    for (InspectionReport.Lost lost : broken.lost()) {
      lines.add("");
      lost.tags().forEach(tag -> field("lost", tag, lines));
      if (lost.tags().isEmpty()) {
        field("lost", "(no known name)", lines);
      }
      field("ID", lost.id(), lines);
      lines.add(Line.padded("reason", LABEL) + Printable.text(lost.reason()));
    }
    if (!broken.others().isEmpty()) {
      lines.add("");
      broken.others().forEach(other -> lines.add("damaged: " + Printable.text(other)));
    }
  }

  private void addInner(List<String> lines) {
    if (!inspection.inner().isEmpty()) {
      lines.add("");
      lines.add("archives in it:");
    }
    for (InspectionReport.Inner inner : inspection.inner()) {
      lines.add("  " + Printable.text(inner.path()) + ", " + Sizes.text(inner.size()));
    }
  }

  /** Only if it says more than the images do. */
  private void addIndex(List<String> lines) {
    boolean plain = inspection.index().stream()
        .allMatch(listed -> listed.kind().equals("image") && listed.present());
    if (!plain) {
      lines.add("");
      lines.add("index.json lists:");
      inspection.index().forEach(listed -> add(listed, 1, lines));
    }
  }

  private void add(InspectionReport.Listed listed, int depth, List<String> lines) {
    StringBuilder line = new StringBuilder("  ".repeat(depth));
    line.append(Line.padded(listed.kind(), "attestation".length())).append(' ');
    line.append(ShortHex.of(listed.digest()));
    for (String more : List.of(listed.platform(), listed.name())) {
      line.append(more.isEmpty() ? "" : "  " + more);
    }
    line.append(listed.present() ? "" : "  (not in the archive)");
    lines.add(Line.fit(line.toString(), width));
    listed.children().forEach(child -> add(child, depth + 1, lines));
  }
}
