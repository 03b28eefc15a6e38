package io.github.layerlift.cli.inspect;

import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.ImageFiles;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which facts about files are shown.
 *
 * @param tree each file
 * @param wasted the files that waste space
 */
record FileView(boolean tree, boolean wasted) {
  private static final int MAX_WORST = 20;

  boolean isAny() {
    return tree || wasted;
  }

  /** The paths that waste space, most first. */
  static List<FileHistory> wasteful(ImageFiles files) {
    Comparator<FileHistory> mostFirst =
        Comparator.comparingLong(FileHistory::wasted).reversed();
    return files.files().stream()
        .filter(file -> file.wasted() > 0)
        .sorted(mostFirst.thenComparing(FileHistory::path))
        .toList();
  }

  /** The first of the paths that waste most. */
  static List<FileHistory> worst(List<FileHistory> wasteful) {
    return wasteful.subList(0, Math.min(wasteful.size(), MAX_WORST));
  }

  /** The layers that have something at a path, in order, each once; the base is 1. */
  static List<Integer> layers(List<FileHistory.Version> versions) {
    return versions.stream().map(FileHistory.Version::layer).distinct().toList();
  }

  /** Which part of the content of all layers is wasted, from 0 to 1; empty if there is no content. */
  static Optional<Double> share(ImageFiles files) {
    return files.bytes() == 0
        ? Optional.empty()
        : Optional.of((double) files.wasted() / files.bytes());
  }
}
