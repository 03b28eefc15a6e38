package io.github.layerlift.cli.diff;

import io.github.layerlift.report.ContentReport;
import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * One file, line by line, on a page.
 *
 * @param path as it was asked for
 */
record FileDiff(String path, ContentReport report) {
  /** Any more would be slow to show; on a terminal, all are printed. */
  private static final int MAX_LINES = 5000;

  /**
   * A line of a unified diff.
   *
   * @param kind how it is coloured
   * @param text safe to show
   */
  record Line(String kind, String text) {}

  String title() {
    return Printable.name(path);
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    List<String> all = report.lines();
    for (String text : DiffText.safeLines(all.subList(0, Math.min(all.size(), MAX_LINES)))) {
      lines.add(new Line(lines.size() < 2 ? "head" : kind(text), text));
    }
    return lines;
  }

  private static String kind(String line) {
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> "added";
      case '-' -> "removed";
      case '@' -> "head";
      default -> "same";
    };
  }

  /** What is said in place of lines, or of those that are left out; empty if there is nothing to say. */
  String note() {
    int more = report.lines().size() - MAX_LINES;
    if (more > 0) {
      return "and " + more + " more lines, which --content without --html prints";
    }
    if (!report.lines().isEmpty()) {
      return "";
    }
    return report.equal() ? "The content is the same." : DiffText.ofOther(report, path);
  }
}
