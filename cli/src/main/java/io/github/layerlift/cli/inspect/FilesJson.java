package io.github.layerlift.cli.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.report.ReportJson;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.FileHistory.Version;
import io.github.layerlift.report.ImageFiles;
import java.util.List;
import java.util.Locale;

/** What the layers of an image did to its files as JSON, where layers count from 0. */
final class FilesJson {
  private static final String WASTED = "wastedBytes";

  private final FileView view;

  FilesJson(FileView view) {
    this.view = view;
  }

  /**
   * Adds fields to an image and to each of its layers.
   *
   * @param layers those of {@code image}
   */
  void add(ImageFiles files, ObjectNode image, ArrayNode layers) {
    image.put("contentBytes", files.bytes()).put(WASTED, files.wasted());
    for (ImageFiles.LayerFiles layer : files.layers()) {
      ((ObjectNode) layers.get(layer.number() - 1))
          .put("contentBytes", layer.bytes())
          .put(WASTED, layer.wasted())
          .put("added", layer.added())
          .put("changed", layer.changed())
          .put("deleted", layer.deleted());
    }
    JsonText.put(image, "notCovered", files.notCovered());
    JsonText.put(image, files.warnings());
    files.fault().ifPresent(fault -> ReportJson.error(fault.exception(), image.putObject("error")));
    if (view.wasted()) {
      ArrayNode wasted = image.putArray("wasted");
      FileView.wasteful(files).forEach(file -> addWasteful(file, wasted.addObject()));
    }
    if (view.tree()) {
      ArrayNode tree = image.putArray("files");
      files.files().forEach(file -> add(file, tree.addObject()));
    }
  }

  private static void addWasteful(FileHistory file, ObjectNode json) {
    json.put("path", file.path()).put(WASTED, file.wasted());
    json.put("written", file.versions().size());
    ArrayNode layers = json.putArray("layers");
    FileView.layers(file.versions()).forEach(layer -> layers.add(layer - 1));
    addEnd(file.last(), json);
  }

  private static void add(FileHistory file, ObjectNode json) {
    json.put("path", file.path());
    add(file.last(), json);
    List<Version> before = file.versions().subList(0, file.versions().size() - 1);
    if (!before.isEmpty()) {
      ArrayNode array = json.putArray("before");
      before.forEach(version -> add(version, array.addObject()));
    }
  }

  private static void add(Version version, ObjectNode json) {
    json.put("type", version.kind().name().toLowerCase(Locale.ROOT)).put("size", version.size());
    if (!version.link().isEmpty()) {
      json.put("link", version.link());
    }
    json.put("layer", version.layer() - 1);
    addEnd(version, json);
    if (version.wasted() > 0) {
      json.put(WASTED, version.wasted());
    }
  }

  private static void addEnd(Version version, ObjectNode json) {
    if (version.goneIn() > 0) {
      json.put("goneIn", version.goneIn() - 1);
    }
  }
}
