package io.github.layerlift.inspect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.InspectionReport.Source;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells the writers of {@code manifest.json} apart: all other names differ. */
final class DockerWriters {
  private static final String LAYER = "/layer.tar";

  /** Go's zero time. */
  private static final Instant GO_ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private final Archive archive;
  private final JsonReader json;
  private final List<String> configs = new ArrayList<>();
  private final List<String> layers = new ArrayList<>();
  private final List<String> bases = new ArrayList<>();

  private DockerWriters(Archive archive, JsonReader json) {
    this.archive = archive;
    this.json = json;
  }

  static Optional<Source> of(Archive archive, JsonReader json) throws LayerliftException {
    Optional<Extent> manifest = archive.find("manifest.json");
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    DockerWriters writers = new DockerWriters(archive, json);
    writers.read(json.read(manifest.get()));
    return writers.writer();
  }

  private void read(JsonFields manifest) throws LayerliftException {
    for (JsonFields item : manifest.items()) {
      configs.add(relative(item.text("Config")));
      List<JsonFields> paths = item.items("Layers");
      for (JsonFields path : paths) {
        layers.add(relative(path.text()));
      }
      if (paths.size() > 1) {
        bases.add(relative(paths.get(0).text()));
      }
    }
  }

  private Optional<Source> writer() throws LayerliftException {
    if (layers.isEmpty()) {
      return Optional.empty();
    }
    if (all(layers, path -> Writers.isHexAnd(".tar", path)) && hasV1Folder()) {
      return Optional.of(Source.of(
          "skopeo, podman or buildah",
          "layers are named by diff ID, with v1 folders that link to them"));
    }
    if (all(layers, path -> Writers.isHexAnd(".tar.gz", path))) {
      return ofPackedLayers();
    }
    if (all(layers, path -> Writers.isHexAnd("\\layer.tar", path))) {
      return Optional.of(Source.of(
          "docker save (Docker 1.10 to 18.03 on Windows)",
          "paths in manifest.json have backslashes"));
    }
    return all(layers, path -> Writers.isHexAnd(LAYER, path)) ? ofLayerFolders() : Optional.empty();
  }

  private Optional<Source> ofPackedLayers() {
    if (all(configs, path -> path.startsWith("sha256:"))) {
      return Optional.of(Source.of(
          "go-containerregistry (crane, kaniko, ko)",
          "the config is named sha256:<digest>, layers <digest>.tar.gz"));
    }
    return all(configs, "config.json"::equals)
        ? Optional.of(
            Source.of("Jib", "the config is named config.json, layers are named <digest>.tar.gz"))
        : Optional.empty();
  }

  private Optional<Source> ofLayerFolders() throws LayerliftException {
    String folder = folder(layers.get(0));
    if (!archive.isFile(folder + "/json") && !archive.isFile(folder + "/VERSION")) {
      return Optional.of(Source.of(
          "Nix dockerTools", "layer folders hold a layer.tar and neither json nor VERSION"));
    }
    if (Writers.text(archive, folder + "/VERSION").equals("1.0\n")) {
      return Optional.of(
          Source.of("download-frozen-image", "the VERSION of a layer ends with a line feed"));
    }
    List<String> names = archive.names();
    int version = names.indexOf(folder + "/VERSION");
    int metadata = names.indexOf(folder + "/json");
    int layer = names.indexOf(folder + LAYER);
    boolean folders = archive.has(folder);
    if (!folders && layer == metadata - 1 && metadata == version - 1) {
      return Optional.of(Source.of(
          "crane --format legacy",
          "layer.tar, json and VERSION of a layer in this order, without folders"));
    }
    if (!folders && version == layer - 1 && layer == metadata - 1) {
      return Optional.of(Source.of(
          "Bazel rules_docker",
          "VERSION, layer.tar and json of a layer in this order, without folders"));
    }
    return folders && version == metadata - 1 && metadata == layer - 1
        ? Optional.of(ofDocker())
        : Optional.empty();
  }

  /** Each era of Docker gave the lower layers of an image a different time. */
  private Source ofDocker() throws LayerliftException {
    String layout = "in each folder, VERSION, json and layer.tar in this order";
    Optional<Extent> metadata =
        bases.isEmpty() ? Optional.empty() : archive.find(folder(bases.get(0)) + "/json");
    if (metadata.isEmpty()) {
      return Source.of("docker save (Docker 1.10 to 24)", layout);
    }
    String created = json.read(metadata.get()).text("created");
    String era = era(created);
    return era.isEmpty()
        ? Source.of("docker save (Docker 1.10 to 24)", layout)
        : Source.of("docker save (Docker " + era + ")", layout, "a base layer is dated " + created);
  }

  /** Those in between used the image's own time, which may be any. */
  private static String era(String created) {
    try {
      Instant time = OffsetDateTime.parse(created).toInstant();
      if (time.equals(Instant.EPOCH)) {
        return "17.05 to 24";
      }
      return time.equals(GO_ZERO) ? "1.10 to 1.12" : "";
    } catch (DateTimeParseException e) {
      return "";
    }
  }

  private boolean hasV1Folder() {
    return archive.names().stream().anyMatch(name -> Writers.isHexAnd("/VERSION", name));
  }

  /** Nix writes absolute paths. */
  private static String relative(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static String folder(String path) {
    return path.substring(0, path.length() - LAYER.length());
  }

  private static boolean all(List<String> paths, Predicate<String> test) {
    return paths.stream().allMatch(test);
  }
}
