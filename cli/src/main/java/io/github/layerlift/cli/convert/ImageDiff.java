package io.github.layerlift.cli.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.ConversionReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** How an edited image differs from the one before: the lines of its config, and its layers. */
final class ImageDiff {
  private static final int DIGITS = "sha256:".length() + 12;
  private final ConversionReport.Original before;
  private final ConversionReport.Image after;

  ImageDiff(ConversionReport.Original before, ConversionReport.Image after) {
    this.before = before;
    this.after = after;
  }

  void print(PrintStream out) {
    for (String line : LineDiff.of(lines(before.config()), lines(before.edited()))) {
      out.println("  " + line);
    }
    List<String> kept = new ArrayList<>();
    for (ConversionReport.Layer layer : after.layers()) {
      kept.add(layer.diffId());
    }
    for (String gone : before.diffIds()) {
      if (!kept.contains(gone)) {
        out.println("  - layer " + gone.substring(0, DIGITS));
      }
    }
    for (ConversionReport.Layer layer : after.layers()) {
      String sign = before.diffIds().contains(layer.diffId()) ? "  " : "+ ";
      out.println("  " + sign + "layer " + layer.diffId().substring(0, DIGITS) + "  "
          + Sizes.text(layer.size()));
    }
  }

  /**
   * The config without its layers, which are listed for themselves, and without the commas at the
   * ends of lines, which change with the line after them.
   */
  private static List<String> lines(String json) {
    try {
      ObjectNode config = (ObjectNode) new ObjectMapper().readTree(json);
      config.remove("rootfs");
      return JsonText.of(config)
          .lines()
          .map(line -> line.replaceFirst(",$", ""))
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a config that was read before is JSON", e);
    }
  }
}
