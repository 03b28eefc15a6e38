package io.github.layerlift.cli.inspect;

import io.github.layerlift.cli.text.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows below titles, in columns as wide as needed, without empty ones; the last column is free. */
final class Table {
  private final List<String> titles;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... titles) {
    this.titles = List.of(titles);
  }

  /** Adds a row of cells that are safe to print; {@link #addTo(List, int)} makes the last one safe. */
  void add(List<String> cells) {
    rows.add(cells);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Lines that are no longer than {@code width}: the last column is cut. */
  void addTo(List<String> lines, int width) {
    int used = 0;
    for (int each : widths()) {
      used += each;
    }
    int rest = Math.max(1, width - used);
    addTo(lines, cell -> Line.fit(cell.strip(), rest));
  }

  /** Lines of any length. */
  void addTo(List<String> lines) {
    addTo(lines, UnaryOperator.identity());
  }

  private void addTo(List<String> lines, UnaryOperator<String> last) {
    int[] widths = widths();
    lines.add(line(titles, widths, last));
    rows.forEach(row -> lines.add(line(row, widths, last)));
  }

  /** What each column but the last takes, with a gap; 0 if it is empty. */
  private int[] widths() {
    int[] widths = new int[titles.size() - 1];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        int length = row.get(i).length();
        if (length > 0) {
          widths[i] = Math.max(widths[i], Math.max(length, titles.get(i).length()) + 2);
        }
      }
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths, UnaryOperator<String> last) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0) {
        line.append(Line.padded(row.get(i), widths[i]));
      }
    }
    return line.append(last.apply(row.get(widths.length))).toString().stripTrailing();
  }
}
