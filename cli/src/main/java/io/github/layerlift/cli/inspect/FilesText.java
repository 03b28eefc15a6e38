package io.github.layerlift.cli.inspect;

import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.ImageFiles;
import io.github.layerlift.report.InspectionReport;
import io.github.layerlift.text.Printable;
import java.util.List;
import java.util.Locale;

/** What the layers of an image did to its files, for people. */
final class FilesText {
  private final InspectionReport.Image image;
  private final FileView view;
  private final int width;

  /**
   * @param width columns of the terminal; only names of files are longer
   */
  FilesText(InspectionReport.Image image, FileView view, int width) {
    this.image = image;
    this.view = view;
    this.width = width;
  }

  void addTo(List<String> lines) {
    image.files().ifPresent(files -> add(files, lines));
  }

  private void add(ImageFiles files, List<String> lines) {
    lines.add("");
    files.notCovered().forEach(each -> lines.add("not covered: " + Printable.text(each)));
    files.fault().ifPresent(fault -> lines.add("the layers can't be read: " + fault.text()));
    if (files.layers().isEmpty()) {
      return;
    }
    lines.add(summary(files));
    new LayerTable(image, width).addTo(lines, files);
    if (view.wasted()) {
      addWasteful(FileView.wasteful(files), lines);
    }
    if (view.tree()) {
      addTree(files.files(), lines);
    }
  }

  /** How much is wasted. */
  static String summary(ImageFiles files) {
    String share = FileView.share(files)
        .map(part -> String.format(Locale.ROOT, " (%.1f%%)", part * 100))
        .orElse("");
    return "content of files in the layers: "
        + Sizes.text(files.bytes())
        + ", of which wasted: "
        + Sizes.text(files.wasted())
        + share;
  }

  private static void addWasteful(List<FileHistory> wasteful, List<String> lines) {
    if (wasteful.isEmpty()) {
      return;
    }
    Table table = new Table("WASTED", "WRITTEN", "IN LAYERS", "GONE IN", "PATH");
    List<FileHistory> worst = FileView.worst(wasteful);
    for (FileHistory file : worst) {
      FileWords words = new FileWords(file);
      table.add(
          List.of(words.wasted(), words.written(), words.layers(), words.goneIn(), words.path()));
    }
    lines.add("");
    table.addTo(lines);
    if (worst.size() < wasteful.size()) {
      List<FileHistory> rest = wasteful.subList(worst.size(), wasteful.size());
      long bytes = rest.stream().mapToLong(FileHistory::wasted).sum();
      lines.add("and " + Sizes.count(rest.size(), "more path") + ": " + Sizes.text(bytes));
    }
  }

  private static void addTree(List<FileHistory> files, List<String> lines) {
    Table table = new Table("SIZE", "LAYER", "GONE IN", "BEFORE", "WASTED", "NAME");
    for (FileHistory file : files) {
      FileWords words = new FileWords(file);
      table.add(List.of(
          words.size(),
          words.layer(),
          words.goneIn(),
          words.before(),
          words.wasted(),
          "  ".repeat(words.depth()) + words.name()));
    }
    lines.add("");
    table.addTo(lines);
  }
}
