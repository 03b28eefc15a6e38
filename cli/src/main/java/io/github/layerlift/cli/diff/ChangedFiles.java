package io.github.layerlift.cli.diff;

import io.github.layerlift.cli.page.TreeLine;
import io.github.layerlift.report.FileChange;
import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that differ as a tree: a folder that is equal itself is the way to those in it. */
final class ChangedFiles {
  private final List<TreeLine> lines = new ArrayList<>();
  private List<String> above = List.of();

  /** Adds a file, after its folder. */
  void add(FileChange change) {
    List<String> path = List.of(change.path().split("/", -1));
    if (change.path().equals("/")) {
      lines.add(FileWords.treeLine(change));
      return;
    }
    int same = 0;
    while (same < Math.min(path.size() - 1, above.size())
        && path.get(same).equals(above.get(same))) {
      same++;
    }
    for (int depth = same; depth < path.size() - 1; depth++) {
      lines.add(TreeLine.way(depth, Printable.name(path.get(depth))));
    }
    lines.add(FileWords.treeLine(change));
    above = path;
  }

  Stream<TreeLine> lines() {
    return lines.stream();
  }
}
