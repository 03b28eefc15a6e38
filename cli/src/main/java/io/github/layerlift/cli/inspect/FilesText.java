package io.github.layerlift.cli.inspect;

import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.FileHistory.Version;
import io.github.layerlift.report.ImageFiles;
import io.github.layerlift.report.InspectionReport;
import io.github.layerlift.text.Printable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the layers of an image did to its files, for people. */
final class FilesText {
  private static final int MAX_WASTEFUL = 20;

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

  private static String summary(ImageFiles files) {
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
    for (FileHistory file : wasteful.subList(0, Math.min(wasteful.size(), MAX_WASTEFUL))) {
      int times = file.versions().size();
      table.add(List.of(
          Sizes.text(file.wasted()),
          times == 1 ? "once" : times + " times",
          layers(file.versions()),
          goneIn(file.last()),
          file.path()));
    }
    lines.add("");
    table.addTo(lines, Printable::name);
    if (wasteful.size() > MAX_WASTEFUL) {
      List<FileHistory> rest = wasteful.subList(MAX_WASTEFUL, wasteful.size());
      long bytes = rest.stream().mapToLong(FileHistory::wasted).sum();
      lines.add("and " + Sizes.count(rest.size(), "more path") + ": " + Sizes.text(bytes));
    }
  }

  private static void addTree(List<FileHistory> files, List<String> lines) {
    Table table = new Table("SIZE", "LAYER", "GONE IN", "BEFORE", "WASTED", "NAME");
    for (FileHistory file : files) {
      Version last = file.last();
      table.add(List.of(
          size(last),
          Integer.toString(last.layer()),
          goneIn(last),
          layers(file.versions().subList(0, file.versions().size() - 1)),
          file.wasted() == 0 ? "" : Sizes.text(file.wasted()),
          name(file)));
    }
    lines.add("");
    table.addTo(lines, Printable::name);
  }

  private static String size(Version version) {
    return switch (version.kind()) {
      case FILE, FOLDER -> Sizes.text(version.size());
      case SYMLINK, HARD_LINK, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, UNKNOWN -> "";
    };
  }

  private static String goneIn(Version last) {
    return last.goneIn() == 0 ? "" : Integer.toString(last.goneIn());
  }

  private static String layers(List<Version> versions) {
    return FileView.layers(versions).stream()
        .map(layer -> Integer.toString(layer))
        .collect(Collectors.joining(", "));
  }

  /** Below its folder. */
  private static String name(FileHistory file) {
    int depth = (int) file.path().chars().filter(point -> point == '/').count();
    String name = "  ".repeat(depth) + file.path().substring(file.path().lastIndexOf('/') + 1);
    Version last = file.last();
    return switch (last.kind()) {
      case FOLDER -> name + "/";
      case SYMLINK -> name + " -> " + last.link();
      case HARD_LINK -> name + " link to " + last.link();
      case FILE, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, UNKNOWN -> name;
    };
  }
}
