package io.github.layerlift.cli.inspect;

import io.github.layerlift.cli.page.Bar;
import io.github.layerlift.cli.page.TreeLine;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.report.ContainerStart;
import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.ImageFiles;
import io.github.layerlift.report.ImageFiles.LayerFiles;
import io.github.layerlift.report.InspectionReport;
import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One image on a page, as texts that are safe to show.
 *
 * @param number its place on the page, from 0
 */
record ImageView(InspectionReport.Image image, int number) {
  /** A term and what is said of it; at least one text. */
  record Fact(String term, List<String> texts) {}

  /**
   * A layer, and the command that made it.
   *
   * @param kept the part of its content that the image shows
   * @param wasted the other part
   * @param files what it did; empty if it wasn't read
   */
  record LayerRow(
      int number, String size, Bar kept, Bar wasted, Optional<LayerFiles> files, String command) {}

  String title() {
    return image.tags().isEmpty()
        ? "An untagged image"
        : String.join(", ", image.tags().stream().map(Printable::name).toList());
  }

  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    add(facts, "ID", List.of(image.id()));
    add(facts, "v1 ID", List.of(image.v1Id()));
    add(facts, "Manifest", List.of(image.manifestDigest()));
    add(facts, "Platform", List.of(image.platform()));
    add(facts, "Created", List.of(image.created()));
    add(facts, "Author", List.of(image.author()));
    add(
        facts,
        "Built by",
        image.builder().stream().map(InspectionReport.Source::name).toList());
    ContainerStart start = image.start();
    add(facts, "Entrypoint", start.entrypoint());
    add(facts, "Command", start.command());
    add(facts, "User", List.of(start.user()));
    add(facts, "Working folder", List.of(start.workingFolder()));
    add(facts, "Environment", start.environment());
    add(facts, "Ports", start.ports());
    add(facts, "Volumes", start.volumes());
    add(facts, "Stop signal", List.of(start.stopSignal()));
    List<String> labels = new ArrayList<>();
    image.labels().forEach((key, value) -> labels.add(key + "=" + value));
    add(facts, "Labels", labels);
    return facts;
  }

  private static void add(List<Fact> facts, String term, List<String> texts) {
    List<String> given =
        texts.stream().filter(text -> !text.isEmpty()).map(Printable::name).toList();
    if (!given.isEmpty()) {
      facts.add(new Fact(term, given));
    }
  }

  String size() {
    return Sizes.text(image.size()) + " in " + Sizes.count(image.layers().size(), "layer");
  }

  /** What was read of the layers; nothing, if they can't be read. */
  Optional<ImageFiles> files() {
    return image.files().filter(files -> !files.layers().isEmpty());
  }

  /** What isn't shown, and what is ambiguous. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    image.files().ifPresent(files -> {
      files.notCovered().forEach(each -> notes.add(Printable.text(each)));
      files.fault().ifPresent(fault -> notes.add("the layers can't be read: " + fault.text()));
      files.warnings().forEach(warning -> notes.add(Printable.text(Terms.text(warning))));
    });
    return notes;
  }

  /** Base first; bars are as long as the layers' content. */
  List<LayerRow> layers() {
    Map<Integer, LayerFiles> read = new HashMap<>();
    files().ifPresent(files -> files.layers().forEach(each -> read.put(each.number(), each)));
    long most = read.values().stream().mapToLong(LayerFiles::bytes).max().orElse(0);
    Map<Integer, String> commands = new HashMap<>();
    image.history().forEach(step -> commands.put(step.layer() + 1, step.createdBy()));
    List<LayerRow> rows = new ArrayList<>();
    for (InspectionReport.Layer layer : image.layers()) {
      int place = rows.size() + 1;
      Optional<LayerFiles> files = Optional.ofNullable(read.get(place));
      double whole = most == 0 ? 0 : files.map(LayerFiles::bytes).orElse(0L) / (double) most;
      double lost = most == 0 ? 0 : files.map(LayerFiles::wasted).orElse(0L) / (double) most;
      rows.add(new LayerRow(
          place,
          Sizes.text(layer.size()),
          new Bar(0, 0, whole - lost),
          new Bar(1, whole - lost, lost),
          files,
          Printable.name(commands.getOrDefault(place, ""))));
    }
    return rows;
  }

  /** All files. */
  Stream<TreeLine> tree() {
    return image.files().map(ImageFiles::files).orElse(List.of()).stream()
        .map(file -> new FileWords(file).line());
  }

  /** The paths that waste most, most first. */
  List<FileWords> worst() {
    List<FileHistory> all = files().map(FileView::wasteful).orElse(List.of());
    return FileView.worst(all).stream().map(FileWords::new).toList();
  }
}
