package io.github.layerlift.cli.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.report.ReportJson;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.report.ContainerStart;
import io.github.layerlift.report.InspectionReport;
import java.util.Optional;

/**
 * An inspection as JSON; {@code docs/inspect.md} describes it. Programs read it: fields may be
 * added, but never renamed. What the archive doesn't say is left out.
 */
final class InspectionJson {
  private InspectionJson() {}

  static ObjectNode of(InspectionReport inspection, FileView view) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("input", inspection.input())
        .put("dialect", inspection.dialect())
        .put("compression", inspection.compression())
        .put("inputBytes", inspection.inputBytes());
    put(json, "writer", inspection.writer());
    ArrayNode images = json.putArray("images");
    inspection.images().forEach(image -> add(image, view, images.addObject()));
    ArrayNode index = json.putArray("index");
    inspection.index().forEach(listed -> add(listed, index.addObject()));
    json.put("skippedFiles", inspection.skippedFiles());
    JsonText.put(json, inspection.warnings());
    JsonText.put(
        json,
        "notChecked",
        inspection.unchecked().stream().map(InspectionReport.Unchecked::id).toList());
    inspection.broken().ifPresent(broken -> add(broken, json.putObject("broken")));
    ArrayNode inner = json.putArray("inner");
    inspection
        .inner()
        .forEach(each -> inner.addObject().put("path", each.path()).put("size", each.size()));
    return json;
  }

  private static void add(InspectionReport.Broken broken, ObjectNode json) {
    ReportJson.error(broken.fault().exception(), json.putObject("error"));
    JsonText.put(json, "others", broken.others());
    ArrayNode images = json.putArray("lost");
    for (InspectionReport.Lost lost : broken.lost()) {
      ObjectNode each = images.addObject();
      put(each, "id", lost.id());
      JsonText.put(each, "tags", lost.tags());
      each.put("reason", lost.reason());
    }
  }

  private static void add(InspectionReport.Image image, FileView view, ObjectNode json) {
    put(json, "id", image.id());
    put(json, "v1Id", image.v1Id());
    put(json, "manifestDigest", image.manifestDigest());
    JsonText.put(json, "tags", image.tags());
    put(json, "platform", image.platform());
    put(json, "created", image.created());
    put(json, "author", image.author());
    put(json, "builder", image.builder());
    ObjectNode labels = json.putObject("labels");
    image.labels().forEach(labels::put);
    add(image.start(), json.putObject("config"));
    json.put("size", image.size());
    ArrayNode layers = json.putArray("layers");
    image.layers().forEach(layer -> add(layer, layers.addObject()));
    ArrayNode history = json.putArray("history");
    image.history().forEach(step -> add(step, history.addObject()));
    image.files().ifPresent(files -> new FilesJson(view).add(files, json, layers));
  }

  private static void add(ContainerStart start, ObjectNode json) {
    JsonText.put(json, "entrypoint", start.entrypoint());
    JsonText.put(json, "command", start.command());
    JsonText.put(json, "environment", start.environment());
    put(json, "user", start.user());
    put(json, "workingFolder", start.workingFolder());
    JsonText.put(json, "ports", start.ports());
    JsonText.put(json, "volumes", start.volumes());
    put(json, "stopSignal", start.stopSignal());
  }

  private static void add(InspectionReport.Layer layer, ObjectNode json) {
    put(json, "digest", layer.digest());
    put(json, "diffId", layer.diffId());
    json.put("size", layer.size());
    put(json, "mediaType", layer.mediaType());
    put(json, "compression", layer.compression());
    put(json, "file", layer.file());
    JsonText.put(json, "v1Ids", layer.v1Ids());
  }

  private static void add(InspectionReport.Step step, ObjectNode json) {
    put(json, "created", step.created());
    put(json, "createdBy", step.createdBy());
    put(json, "author", step.author());
    put(json, "comment", step.comment());
    json.put("empty", step.empty());
    if (step.layer() >= 0) {
      json.put("layer", step.layer());
    }
  }

  private static void add(InspectionReport.Listed listed, ObjectNode json) {
    json.put("kind", listed.kind()).put("digest", listed.digest());
    json.put("mediaType", listed.mediaType()).put("size", listed.size());
    put(json, "name", listed.name());
    put(json, "platform", listed.platform());
    json.put("present", listed.present());
    ArrayNode children = json.putArray("children");
    listed.children().forEach(child -> add(child, children.addObject()));
  }

  private static void put(ObjectNode json, String field, String text) {
    if (!text.isEmpty()) {
      json.put(field, text);
    }
  }

  private static void put(ObjectNode json, String field, Optional<InspectionReport.Source> source) {
    source.ifPresent(tool -> {
      ObjectNode node = json.putObject(field).put("name", tool.name());
      JsonText.put(node, "evidence", tool.evidence());
    });
  }
}
