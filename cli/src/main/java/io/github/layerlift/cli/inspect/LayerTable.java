package io.github.layerlift.cli.inspect;

import io.github.layerlift.cli.text.Line;
import io.github.layerlift.cli.text.ShortHex;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.InspectionReport;
import java.util.ArrayList;
import java.util.List;

/** The layers of an image beside the commands that made them, oldest first. */
final class LayerTable {
  private static final List<String> TITLES =
      List.of("#", "SIZE", "PACKED", "DIGEST", "DIFF ID", "V1 ID", "CREATED BY");

  private final InspectionReport.Image image;
  private final int width;

  /**
   * @param width columns of the terminal
   */
  LayerTable(InspectionReport.Image image, int width) {
    this.image = image;
    this.width = width;
  }

  void addTo(List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    int next = 0;
    for (InspectionReport.Step step : image.history()) {
      // layers that the history lacks come before the next one that it has
      if (step.layer() >= 0) {
        rows.add(row(step.layer(), step.createdBy()));
        next = step.layer() + 1;
      } else {
        rows.add(List.of("-", "", "", "", "", "", step.createdBy()));
      }
    }
    for (int i = next; i < image.layers().size(); i++) {
      rows.add(row(i, ""));
    }
    if (rows.size() > 1) {
      print(rows, lines);
    }
  }

  private List<String> row(int index, String createdBy) {
    InspectionReport.Layer layer = image.layers().get(index);
    String more = layer.v1Ids().size() > 1 ? "+" + (layer.v1Ids().size() - 1) : "";
    return List.of(
        Integer.toString(index + 1),
        Sizes.text(layer.size()),
        packed(layer),
        ShortHex.of(layer.digest()),
        ShortHex.of(layer.diffId()),
        layer.v1Ids().isEmpty() ? "" : ShortHex.of(layer.v1Ids().get(0)) + more,
        createdBy);
  }

  private static String packed(InspectionReport.Layer layer) {
    if (layer.compression().isEmpty()) {
      return "absent";
    }
    return layer.compression().equals("none") ? "tar" : layer.compression();
  }

  /** Columns as wide as needed, without empty ones; the last one is cut. */
  private void print(List<List<String>> rows, List<String> lines) {
    int last = TITLES.size() - 1;
    int[] widths = new int[last];
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int i = 0; i < last; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < last; i++) {
        if (widths[i] > 0) {
          line.append(Line.padded(row.get(i), Math.max(widths[i], TITLES.get(i).length()) + 2));
        }
      }
      line.append(Line.fit(row.get(last).strip(), Math.max(1, width - line.length())));
      lines.add(line.toString().stripTrailing());
    }
  }
}
