package io.github.layerlift.cli.inspect;

import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.FileHistory.Version;
import io.github.layerlift.text.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of a path, as texts that are safe to show; empty where there is nothing to say. */
record FileWords(FileHistory file) {
  String path() {
    return Printable.name(file.path());
  }

  /** How many folders are above. */
  int depth() {
    return (int) file.path().chars().filter(point -> point == '/').count();
  }

  boolean isFolder() {
    return file.last().kind() == FileKind.FOLDER;
  }

  /** Without the folders above, and with the target of a link. */
  String name() {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    Version last = file.last();
    return Printable.name(
        switch (last.kind()) {
          case FOLDER -> name + "/";
          case SYMLINK -> name + " -> " + last.link();
          case HARD_LINK -> name + " link to " + last.link();
          case FILE, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, UNKNOWN -> name;
        });
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
  boolean isChanged() {
    return file.isGone() || file.versions().size() > 1;
  }
}
