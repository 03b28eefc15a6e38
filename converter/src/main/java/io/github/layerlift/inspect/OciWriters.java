package io.github.layerlift.inspect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.InspectionReport.Source;
import java.util.List;
import java.util.Optional;

/** Tells the writers of OCI layouts apart, as far as their {@code index.json} does. */
final class OciWriters {
  private static final List<String> LAYERLIFT_ORDER =
      List.of("oci-layout", "index.json", "manifest.json");

  private OciWriters() {}

  static Optional<Source> of(Archive archive, JsonReader json) throws LayerliftException {
    Optional<Extent> file = archive.find("index.json");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    JsonFields index = json.read(file.get());
    Optional<Extent> manifest = archive.find("manifest.json");
    if (manifest.isPresent() && json.read(manifest.get()).isArray()) {
      return ofHybrid(archive, index, json.read(manifest.get()));
    }
    boolean dated = anyAnnotation(index, "org.opencontainers.image.created");
    if (dated) {
      return Optional.of(Source.of(
          "BuildKit (docker buildx)",
          "index.json dates its images, and there is no manifest.json"));
    }
    if (index.text("mediaType").isEmpty() && inOrder(archive, "index.json", "oci-layout")) {
      return Optional.of(
          Source.of(
              "skopeo, podman or buildah",
              "index.json has no mediaType and comes before oci-layout, and there is no manifest.json"));
    }
    return Optional.empty();
  }

  private static Optional<Source> ofHybrid(Archive archive, JsonFields index, JsonFields manifest)
      throws LayerliftException {
    boolean sources = false;
    for (JsonFields item : manifest.items()) {
      sources |= item.field("LayerSources").isPresent();
    }
    List<String> names = archive.names();
    boolean metadataFirst = names.size() > LAYERLIFT_ORDER.size()
        && names.subList(0, LAYERLIFT_ORDER.size()).equals(LAYERLIFT_ORDER);
    if (metadataFirst && !sources) {
      return Optional.of(Source.of(
          "layerlift", "oci-layout, index.json and manifest.json come first, in this order"));
    }
    if (anyAnnotation(index, "org.opencontainers.image.created")) {
      return Optional.of(Source.of(
          "BuildKit (docker buildx)", "index.json dates its images, and there is a manifest.json"));
    }
    if (!sources) {
      return Optional.empty();
    }
    boolean platform = false;
    for (JsonFields descriptor : index.items("manifests")) {
      platform |= descriptor.field("platform").isPresent();
    }
    String layerSources = "manifest.json has LayerSources for the layers, beside an index.json";
    return Optional.of(
        platform
            ? Source.of(
                "docker save (Docker 25.0 to 26.0)", layerSources, "index.json names platforms")
            : Source.of("docker save (Docker 25 or later)", layerSources));
  }

  private static boolean anyAnnotation(JsonFields index, String name) throws LayerliftException {
    for (JsonFields descriptor : index.items("manifests")) {
      Optional<JsonFields> annotations = descriptor.field("annotations");
      if (annotations.isPresent() && annotations.get().object().containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inOrder(Archive archive, String first, String second) {
    List<String> names = archive.names();
    return names.indexOf(first) < names.indexOf(second);
  }
}
