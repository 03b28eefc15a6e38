package io.github.layerlift.cli.inspect;

import io.github.layerlift.cli.page.TreeLine;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.FileHistory.Version;
import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of a path, as texts that are safe to show; empty where there is nothing to say. */
record FileWords(FileHistory file) {
  private static final String CHANGED = "changed";

  /** By what a page filters. */
  static final Map<String, String> KINDS = Map.of(CHANGED, "what layers changed or deleted");

  String path() {
    return Printable.name(file.path());
  }

  /** How many folders are above. */
  int depth() {
    return (int) file.path().chars().filter(point -> point == '/').count();
  }

  /** Without the folders above, and with the target of a link. */
  String name() {
    return bareName() + target();
  }

  private String bareName() {
    return Printable.name(file.path().substring(file.path().lastIndexOf('/') + 1));
  }

  private String target() {
    Version last = file.last();
    return switch (last.kind()) {
      case FOLDER -> "/";
      case SYMLINK -> " -> " + Printable.name(last.link());
      case HARD_LINK -> " link to " + Printable.name(last.link());
      case FILE, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, UNKNOWN -> "";
    };
  }

  /** As the tree on a page has it. */
  TreeLine line() {
    List<String> notes = new ArrayList<>();
    if (file.isGone()) {
      notes.add("gone in layer " + goneIn());
    }
    if (!before().isEmpty()) {
      notes.add("before in " + before());
    }
    if (file.wasted() > 0) {
      notes.add(wasted() + " wasted");
    }
    return new TreeLine(
        depth(),
        bareName(),
        target(),
        size(),
        "layer " + layer(),
        String.join("; ", notes),
        isChanged() ? CHANGED : "");
  }

  String size() {
    return switch (file.last().kind()) {
      case FILE, FOLDER -> Sizes.text(file.last().size());
      case SYMLINK, HARD_LINK, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, UNKNOWN -> "";
    };
  }

  String layer() {
    return Integer.toString(file.last().layer());
  }

  String goneIn() {
    return file.isGone() ? Integer.toString(file.last().goneIn()) : "";
  }

  /** The layers that had something else there. */
  String before() {
    return layers(file.versions().subList(0, file.versions().size() - 1));
  }

  /** All layers that have something there. */
  String layers() {
    return layers(file.versions());
  }

  private static String layers(List<Version> versions) {
    return FileView.layers(versions).stream()
        .map(layer -> Integer.toString(layer))
        .collect(Collectors.joining(", "));
  }

  String written() {
    int times = file.versions().size();
    return times == 1 ? "once" : times + " times";
  }

  String wasted() {
    return file.wasted() == 0 ? "" : Sizes.text(file.wasted());
  }

  /** Whether layers did more to it than to add it. */
  private boolean isChanged() {
    return file.isGone() || file.versions().size() > 1;
  }
}
