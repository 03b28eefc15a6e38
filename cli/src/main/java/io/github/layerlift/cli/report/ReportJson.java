package io.github.layerlift.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.report.ConversionReport;
import java.util.List;
import java.util.Locale;

/** The report as JSON. Programs read it: a field is added freely, and never renamed. */
public final class ReportJson {
  private static final double NANOS = 1e9;

  private ReportJson() {}

  public static ObjectNode of(ConversionReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("input", report.input())
        .put("output", report.output())
        .put("dialect", report.dialect())
        .put("compression", report.compression());
    ArrayNode images = json.putArray("images");
    report.images().forEach(image -> add(image, images.addObject()));
    ArrayNode warnings = json.putArray("warnings");
    for (Warning warning : report.warnings()) {
      warnings.addObject().put("code", warning.code()).put("text", warning.text());
    }
    return json.put("skippedFiles", report.skippedFiles())
        .put("inputBytes", report.inputBytes())
        .put("outputBytes", report.outputBytes())
        .put("seconds", report.duration().toNanos() / NANOS);
  }

  public static ObjectNode of(String input, String output, LayerliftException fault) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("input", input).put("output", output);
    error(fault, json.putObject("error"));
    return json;
  }

  public static void error(LayerliftException fault, ObjectNode error) {
    error
        .put("code", fault.code().id())
        .put("kind", fault.code().kind().name().toLowerCase(Locale.ROOT))
        .put("message", fault.getMessage());
    fault.entry().ifPresent(entry -> error.put("entry", entry));
    fault.offset().ifPresent(offset -> error.put("offset", offset));
    fault.hint().ifPresent(hint -> error.put("hint", hint));
  }

  private static void add(ConversionReport.Image image, ObjectNode json) {
    json.put("id", image.id()).put("manifestDigest", image.manifestDigest());
    strings(image.tags(), json.putArray("tags"));
    json.put("platform", image.platform());
    ArrayNode layers = json.putArray("layers");
    for (ConversionReport.Layer layer : image.layers()) {
      ObjectNode each = layers
          .addObject()
          .put("digest", layer.digest())
          .put("diffId", layer.diffId())
          .put("size", layer.size())
          .put("mediaType", layer.mediaType());
      strings(layer.v1Ids(), each.putArray("v1Ids"));
    }
  }

  private static void strings(List<String> values, ArrayNode json) {
    values.forEach(json::add);
  }
}
