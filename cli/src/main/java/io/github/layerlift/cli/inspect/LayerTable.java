package io.github.layerlift.cli.inspect;

import io.github.layerlift.cli.text.ShortHex;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.ImageFiles;
import io.github.layerlift.report.InspectionReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layers of an image beside the commands that made them, oldest first. */
final class LayerTable {
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
    Table table = new Table("#", "SIZE", "PACKED", "DIGEST", "DIFF ID", "V1 ID", "CREATED BY");
    int next = 0;
    for (InspectionReport.Step step : image.history()) {
      // layers that the history lacks come before the next one that it has
      if (step.layer() >= 0) {
        table.add(row(step.layer(), step.createdBy()));
        next = step.layer() + 1;
      } else {
        table.add(List.of("-", "", "", "", "", "", step.createdBy()));
      }
    }
    for (int i = next; i < image.layers().size(); i++) {
      table.add(row(i, ""));
    }
    if (!table.isEmpty()) {
      table.addTo(lines, width);
    }
  }

  /** What each layer did to files. */
  void addTo(List<String> lines, ImageFiles files) {
    Map<Integer, String> commands = new HashMap<>();
    image.history().forEach(step -> commands.put(step.layer() + 1, step.createdBy()));
    Table table = new Table("#", "CONTENT", "WASTED", "ADDED", "CHANGED", "DELETED", "CREATED BY");
    for (ImageFiles.LayerFiles layer : files.layers()) {
      table.add(List.of(
          Integer.toString(layer.number()),
          Sizes.text(layer.bytes()),
          layer.wasted() == 0 ? "" : Sizes.text(layer.wasted()),
          count(layer.added()),
          count(layer.changed()),
          count(layer.deleted()),
          commands.getOrDefault(layer.number(), "")));
    }
    if (!table.isEmpty()) {
      table.addTo(lines, width);
    }
  }

  private static String count(int files) {
    return files == 0 ? "" : Integer.toString(files);
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
}
