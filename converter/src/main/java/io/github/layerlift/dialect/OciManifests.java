package io.github.layerlift.dialect;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the manifests of an OCI layout: each is that of an image or of an artifact. */
final class OciManifests {
  private final OciBlobs blobs;
  private final Context context;
  private final Set<String> artifacts = new LinkedHashSet<>();

  OciManifests(OciBlobs blobs, Context context) {
    this.blobs = blobs;
    this.context = context;
  }

  /** Types of the artifacts that were found so far. */
  Set<String> artifacts() {
    return artifacts;
  }

  /** The image or artifact that a manifest describes. */
  Root read(JsonFields document, Root.Document kept) throws LayerliftException {
    JsonFields config = Descriptors.required(document, "config");
    List<JsonFields> layers = document.items("layers");
    blobs.requireReadable(layers);
    if (isImage(config, layers)) {
      return image(config, layers, annotations(document), kept);
    }
    String type = document.text("artifactType");
    artifacts.add(type.isEmpty() ? config.text("mediaType") : type);
    return artifact(config, layers, kept);
  }

  static boolean isImage(JsonFields config, List<JsonFields> layers) throws LayerliftException {
    for (JsonFields layer : layers) {
      if (!MediaTypes.isLayer(layer.text("mediaType"))) {
        return false;
      }
    }
    return MediaTypes.isConfig(config.text("mediaType"));
  }

  /** The annotations of a manifest, for one that has to be made in its place; those that are text. */
  private static Map<String, String> annotations(JsonFields document) throws LayerliftException {
    Map<String, String> annotations = new LinkedHashMap<>();
    Optional<JsonFields> given = document.field("annotations");
    if (given.isPresent() && given.get().isObject()) {
      for (Map.Entry<String, JsonFields> each : given.get().members().entrySet()) {
        if (each.getValue().json() instanceof Json.Str text) {
          annotations.put(each.getKey(), text.value());
        }
      }
    }
    return annotations;
  }

  private Root image(
      JsonFields configDescriptor,
      List<JsonFields> descriptors,
      Map<String, String> annotations,
      Root.Document kept)
      throws LayerliftException {
    Extent file = blobs.require(configDescriptor);
    blobs.document(file, configDescriptor);
    ConfigView config = ConfigView.read(file, context);
    StoredLayers.requireCount(descriptors.size(), file.entry(), context);
    if (descriptors.size() != config.diffIds().size()) {
      throw Fault.of(
              ErrorCode.LAYER_COUNT,
              "the manifest has "
                  + descriptors.size()
                  + " layers, and its config "
                  + config.diffIds().size()
                  + " diff IDs")
          .in(configDescriptor.entry())
          .exception();
    }
    List<Layer> layers = new ArrayList<>(descriptors.size());
    for (int i = 0; i < descriptors.size(); i++) {
      layers.add(layer(descriptors.get(i), config.diffIds().get(i)));
    }
    return new Root.Image(
        new ConfigSource.Verbatim(config.raw()),
        layers,
        config.platform(),
        kept,
        annotations,
        List.of());
  }

  /** A plain layer's digest is its diff ID; if that is wrong, {@code manifest.json} may still do. */
  private Layer layer(JsonFields descriptor, Digest diffId) throws LayerliftException {
    LayerContent content = content(descriptor);
    boolean differs = content instanceof Stored stored
        && stored.compression() == Compression.NONE
        && !diffId.equals(stored.digest());
    if (differs) {
      throw Fault.of(
              ErrorCode.DIFF_ID_MISMATCH,
              "the manifest has the layer "
                  + descriptor.text("digest")
                  + " where the config has "
                  + diffId)
          .in(descriptor.entry())
          .hint(Fault.CORRUPT)
          .exception();
    }
    return new Layer(content, diffId, List.of());
  }

  private LayerContent content(JsonFields descriptor) throws LayerliftException {
    if (Descriptors.mayBeElsewhere(descriptor) && !blobs.isThere(descriptor)) {
      return Descriptors.foreign(descriptor, context);
    }
    String type = descriptor.text("mediaType");
    Stored stored = blobs.layer(descriptor);
    if (!MediaTypes.fits(type, stored.compression())) {
      warnOfType(stored, type);
    }
    return stored;
  }

  private void warnOfType(Stored stored, String type) {
    String sentence = "\"" + stored.extent().entry()
        + "\" is not compressed as its media type says, " + type
        + "; the manifest keeps the wrong type unless it is rewritten";
    if (stored.compression() == Compression.NONE) {
      // as skopeo 1.9 wrote folders of dir:
      context.warn(
          WarningCode.LAYER_MEDIA_TYPE,
          sentence,
          WayOut.of("a conversion with ")
              .set(Setting.CONVERT_COMPRESS, type.endsWith("zstd") ? "zstd" : "gzip")
              .then(" packs it, and writes the manifest again"));
    } else {
      context.warn(WarningCode.LAYER_MEDIA_TYPE, sentence);
    }
  }

  private Root artifact(JsonFields config, List<JsonFields> layers, Root.Document kept)
      throws LayerliftException {
    List<Stored> stored = new ArrayList<>();
    stored.add(blobs.layer(config));
    for (JsonFields layer : layers) {
      stored.add(blobs.layer(layer));
    }
    return new Root.Artifact(kept, stored, List.of());
  }
}
