package io.github.layerlift.verify;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.report.FindingCode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a manifest, its config, and the descriptors in it. */
final class ManifestCheck {
  /** Fields of a v1 layer that mean nothing in a config. */
  private static final List<String> V1_FIELDS =
      List.of("id", "parent", "parent_id", "layer_id", "throwaway", "Size");

  private final LayoutFiles files;
  private final Documents documents;
  private final Findings findings;
  private final Set<String> listed;
  private final Set<Digest> referenced = new LinkedHashSet<>();

  /**
   * @param listed paths of the configs in {@code manifest.json}: those are of images, whatever the
   *     layers' types, as programs for WebAssembly have
   */
  ManifestCheck(LayoutFiles files, Documents documents, Findings findings, Set<String> listed) {
    this.listed = Set.copyOf(listed);
    this.files = files;
    this.documents = documents;
    this.findings = findings;
  }

  Set<Digest> referenced() {
    return Collections.unmodifiableSet(referenced);
  }

  /**
   * The blob that {@code descriptor} points to, if it is there.
   *
   * @param mayMiss whether an index may list what isn't there, as Docker's do
   */
  Optional<Extent> blob(JsonFields descriptor, boolean mayMiss) throws LayerliftException {
    String text = descriptor.text("digest");
    Optional<Digest> digest = Digest.parse(text);
    if (digest.isEmpty()) {
      findings.add(FindingCode.JSON_INVALID, descriptor, "\"" + text + "\" is no sha256 digest");
      return Optional.empty();
    }
    referenced.add(digest.get());
    if (descriptor.text("mediaType").isEmpty()) {
      findings.add(FindingCode.MEDIA_TYPE, descriptor, "the descriptor has no media type");
    }
    Optional<JsonFields> declared = descriptor.field("size");
    if (declared.isEmpty()) {
      findings.add(FindingCode.BLOB_SIZE, descriptor, "the descriptor has no size");
    }
    data(descriptor, digest.get());
    Optional<Extent> file = files.blob(digest.get());
    if (file.isEmpty()) {
      reportMissing(descriptor, digest.get(), mayMiss);
    } else if (declared.isPresent() && declared.get().size() != file.get().size()) {
      findings.add(
          FindingCode.BLOB_SIZE,
          descriptor,
          "the blob has " + file.get().size() + " bytes, and the descriptor says "
              + declared.get().size());
    }
    return file;
  }

  /** A reader may take the bytes that a descriptor embeds for those of the blob. */
  private void data(JsonFields descriptor, Digest digest) throws LayerliftException {
    String data = descriptor.text("data");
    if (data.isEmpty()) {
      return;
    }
    boolean same;
    try {
      same = Digest.of(Base64.getDecoder().decode(data)).equals(digest);
    } catch (IllegalArgumentException e) {
      same = false;
    }
    if (!same) {
      findings.add(
          FindingCode.BLOB_DATA,
          descriptor,
          "the descriptor's data is not the blob in base64, so that readers see different bytes");
    }
  }

  private void reportMissing(JsonFields descriptor, Digest digest, boolean mayMiss)
      throws LayerliftException {
    boolean elsewhere = MediaTypes.isForeign(descriptor.text("mediaType"))
        || !descriptor.items("urls").isEmpty();
    if (elsewhere) {
      findings.add(
          FindingCode.BLOB_ELSEWHERE, descriptor, digest + " is to be fetched from elsewhere");
    } else if (mayMiss) {
      findings.add(
          FindingCode.CHILD_MISSING,
          descriptor,
          "the index lists " + digest + ", which is not in the layout");
    } else {
      findings.add(FindingCode.BLOB_MISSING, descriptor, "the blob " + digest + " is not there");
    }
  }

  /** The image that a manifest describes; empty if it is no image, or too broken to be one. */
  Optional<ImageFound> check(JsonFields descriptor, Digest digest, JsonFields manifest)
      throws LayerliftException {
    Optional<JsonFields> config = manifest.field("config");
    if (config.isEmpty()) {
      findings.add(FindingCode.JSON_INVALID, manifest, "the manifest has no config");
      return Optional.empty();
    }
    Optional<Extent> configFile = blob(config.get(), false);
    List<ImageFound.LayerFound> layers = new ArrayList<>();
    boolean image = true;
    for (JsonFields layer : manifest.items("layers")) {
      blob(layer, false);
      String type = layer.text("mediaType");
      image &= MediaTypes.isLayer(type);
      Digest.parse(layer.text("digest"))
          .ifPresent(
              found -> layers.add(new ImageFound.LayerFound(Findings.where(layer), found, type)));
    }
    image |= configFile.isPresent() && listed.contains(configFile.get().entry());
    image &= isImageConfig(config.get(), image);
    Optional<JsonFields> document =
        image && configFile.isPresent() ? documents.read(configFile.get()) : Optional.empty();
    if (document.isEmpty()) {
      return Optional.empty();
    }
    if (!document.get().isObject()) {
      findings.add(FindingCode.JSON_INVALID, document.get(), "the config is no object");
      return Optional.empty();
    }
    List<String> diffIds = new ArrayList<>();
    checkConfig(descriptor, document.get(), manifest, diffIds);
    return Optional.of(new ImageFound(
        Findings.where(manifest),
        digest,
        new Digest(config.get().text("digest").substring("sha256:".length())),
        document.get(),
        diffIds,
        layers));
  }

  private void checkConfig(
      JsonFields descriptor, JsonFields config, JsonFields manifest, List<String> diffIds)
      throws LayerliftException {
    boolean[] readable = {false};
    documents.lookAt(() -> readable[0] = ConfigFields.check(config, findings));
    List<Documents.Check> rest =
        List.of(() -> config(config, manifest, diffIds), () -> platform(descriptor, config));
    for (Documents.Check check : rest) {
      if (readable[0]) {
        documents.lookAt(check);
      } else {
        documents.lookAtRest(check);
      }
    }
  }

  /**
   * Layers with a config of another type are an artifact, unless all else says that it is an image.
   */
  private boolean isImageConfig(JsonFields config, boolean layersOfImage)
      throws LayerliftException {
    String type = config.text("mediaType");
    boolean isConfig = MediaTypes.isConfig(type);
    if (!isConfig && layersOfImage && type.startsWith("application/vnd.oci.image.")) {
      findings.add(
          FindingCode.MEDIA_TYPE, config, "\"" + type + "\" is not the media type of a config");
      return true;
    }
    return isConfig;
  }

  private void config(JsonFields config, JsonFields manifest, List<String> diffIds)
      throws LayerliftException {
    for (String field : V1_FIELDS) {
      if (config.object().containsKey(field)) {
        findings.add(
            FindingCode.CONFIG_V1_FIELD,
            config,
            "the config has the field " + field + " of a v1 layer");
      }
    }
    if (config.text("os").isEmpty() || config.text("architecture").isEmpty()) {
      findings.add(
          FindingCode.CONFIG_PLATFORM, config, "the config names no os or no architecture");
    }
    Optional<JsonFields> rootfs = config.field("rootfs");
    if (rootfs.isEmpty() || !rootfs.get().text("type").equals("layers")) {
      findings.add(
          FindingCode.CONFIG_ROOTFS, config, "the config has no rootfs of the type \"layers\"");
      return;
    }
    for (JsonFields diffId : rootfs.get().items("diff_ids")) {
      diffIds.add(diffId.text());
    }
    int layers = manifest.items("layers").size();
    if (layers != diffIds.size()) {
      findings.add(
          FindingCode.LAYER_COUNT,
          manifest,
          "the manifest has " + layers + " layers, and the config " + diffIds.size() + " diff IDs");
    }
    history(config, diffIds.size());
  }

  private void history(JsonFields config, int layers) throws LayerliftException {
    List<JsonFields> history = config.items("history");
    int made = 0;
    for (JsonFields item : history) {
      Optional<JsonFields> empty = item.field("empty_layer");
      made += empty.isPresent() && empty.get().json().equals(new Json.Bool(true)) ? 0 : 1;
    }
    if (!history.isEmpty() && made != layers) {
      findings.add(
          FindingCode.HISTORY_COUNT,
          config,
          "the history tells of " + made + " layers, and there are " + layers
              + (made > layers ? "; Docker refuses the image" : ""));
    }
  }

  private void platform(JsonFields descriptor, JsonFields config) throws LayerliftException {
    Optional<JsonFields> platform = descriptor.field("platform");
    boolean unknown = platform.isPresent() && platform.get().text("os").equals("unknown");
    if (platform.isEmpty() || unknown) {
      return;
    }
    for (String field : List.of("os", "architecture")) {
      String declared = platform.get().text(field);
      if (!declared.equals(config.text(field))) {
        findings.add(
            FindingCode.PLATFORM_DIFFERS,
            platform.get(),
            field + " is \"" + declared + "\", and \"" + config.text(field) + "\" in the config");
      }
    }
  }
}
