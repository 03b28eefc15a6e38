package io.github.layerlift.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.report.SplitReport;
import java.util.Locale;

/** The report as JSON. Programs read it: fields may be added, but never renamed. */
public final class ReportJson {
  private ReportJson() {}

  public static ObjectNode of(ConversionReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("input", report.input())
        .put("output", report.output())
        .put("dialect", report.dialect())
        .put("compression", report.compression());
    ArrayNode names = json.putArray("names");
    report
        .names()
        .forEach(name -> names.addObject().put("name", name.name()).put("digest", name.digest()));
    ArrayNode images = json.putArray("images");
    report.images().forEach(image -> add(image, images.addObject()));
    JsonText.put(json, report.warnings());
    return json.put("skippedFiles", report.skippedFiles())
        .put("inputBytes", report.inputBytes())
        .put("outputBytes", report.outputBytes())
        .put("seconds", Sizes.seconds(report.duration()));
  }

  /** Of each output what a conversion reports, with the warnings that concern it alone. */
  public static ObjectNode of(String input, String output, SplitReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("input", input).put("output", output);
    ArrayNode outputs = json.putArray("outputs");
    report.outputs().forEach(each -> outputs.add(of(each)));
    JsonText.put(json, report.warnings());
    return json;
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
    fault.wayOut().ifPresent(any -> error.put("hint", Terms.hint(fault)));
  }

  private static void add(ConversionReport.Image image, ObjectNode json) {
    json.put("id", image.id()).put("manifestDigest", image.manifestDigest());
    JsonText.put(json, "tags", image.tags());
    json.put("platform", image.platform());
    if (!image.created().isEmpty()) {
      json.put("created", image.created());
    }
    image.original().ifPresent(original -> json.put("editedFrom", original.id()));
    ArrayNode layers = json.putArray("layers");
    for (ConversionReport.Layer layer : image.layers()) {
      ObjectNode each = layers
          .addObject()
          .put("digest", layer.digest())
          .put("diffId", layer.diffId())
          .put("size", layer.size())
          .put("mediaType", layer.mediaType());
      JsonText.put(each, "v1Ids", layer.v1Ids());
    }
  }
}
