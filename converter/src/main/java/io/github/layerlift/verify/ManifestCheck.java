package io.github.layerlift.verify;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.MediaTypes;
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
  private final LayoutFiles files;
  private final Documents documents;
  private final Findings findings;
  private final Set<String> listed;
  private final Set<Digest> referenced = new LinkedHashSet<>();

  /**
   * @param listed paths of the configs in {@code manifest.json}: those are of images, whatever the
   *     layers' types, as in WebAssembly programs
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
   * The blob that {@code descriptor} points to, if it exists.
   *
   * @param mayMiss whether an index may list what is missing, as Docker's do
   */
  Optional<Extent> blob(JsonFields descriptor, boolean mayMiss) throws LayerliftException {
    String text = descriptor.text("digest");
    Optional<Digest> digest = Digest.parse(text);
    if (digest.isEmpty()) {
      findings.add(FindingCode.JSON_INVALID, descriptor, "\"" + text + "\" is not a sha256 digest");
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
          "the blob has " + file.get().size() + " bytes, but the descriptor says "
              + declared.get().size());
    }
    return file;
  }

  /** A reader may use the data embedded in a descriptor in place of the blob. */
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
          "the descriptor's data is not the blob in base64, so readers see different bytes");
    }
  }

  private void reportMissing(JsonFields descriptor, Digest digest, boolean mayMiss)
      throws LayerliftException {
    boolean elsewhere = MediaTypes.isForeign(descriptor.text("mediaType"))
        || !descriptor.items("urls").isEmpty();
    if (elsewhere) {
      findings.add(
          FindingCode.BLOB_ELSEWHERE, descriptor, digest + " has to be fetched from elsewhere");
    } else if (mayMiss) {
      findings.add(
          FindingCode.CHILD_MISSING,
          descriptor,
          "the index lists " + digest + ", which is not in the layout");
    } else {
      findings.add(FindingCode.BLOB_MISSING, descriptor, "the blob " + digest + " is missing");
    }
  }

  /** The image that a manifest describes; empty if it is not an image, or too damaged to be one. */
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
      findings.add(FindingCode.JSON_INVALID, document.get(), "the config is not an object");
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
    List<Documents.Check> rest = List.of(
        () -> ConfigCheck.check(config, manifest, diffIds, findings),
        () -> ConfigCheck.platform(descriptor, config, findings));
    for (Documents.Check each : rest) {
      if (readable[0]) {
        documents.lookAt(each);
      } else {
        documents.lookAtRest(each);
      }
    }
  }

  /**
   * Layers with a config of another type are an artifact, unless everything else says that it is an image.
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
}
