package io.github.layerlift.inspect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.IndexLimits;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Platform;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.InspectionReport.Listed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code index.json} lists, including nested indexes and what isn't in the archive. */
public final class LayoutTree {
  private final Archive archive;
  private final JsonReader json;
  private final Map<String, List<String>> layerTypes;

  /** How many descriptors are below those that {@code index.json} lists, by the digests in them. */
  private final Map<String, Integer> below = new HashMap<>();

  private int nodesLeft = IndexLimits.MAX_NODES;

  /**
   * @param layerTypes gets the media types of images' layers, base first, by the manifest's digest
   */
  public LayoutTree(Archive archive, JsonReader json, Map<String, List<String>> layerTypes) {
    this.archive = archive;
    this.json = json;
    this.layerTypes = layerTypes;
  }

  /** What a descriptor points to. */
  private enum Kind {
    INDEX,
    IMAGE,
    /** What buildx adds to an image: its provenance, its bill of materials. */
    ATTESTATION,
    /** A manifest of something that is not an image. */
    ARTIFACT,
    UNKNOWN
  }

  /** Everything that {@code index.json} lists; nothing if there is none. */
  public List<Listed> read() throws LayerliftException {
    Optional<Extent> index = archive.find("index.json");
    List<Listed> all = new ArrayList<>();
    if (index.isPresent()) {
      for (JsonFields descriptor : json.read(index.get()).items("manifests")) {
        String digest = descriptor.text("digest");
        nodesLeft -= below.containsKey(digest) ? 0 : 1;
        if (nodesLeft >= below.getOrDefault(digest, 0)) {
          int left = nodesLeft;
          all.add(node(descriptor, 0));
          below.put(digest, left - nodesLeft);
        }
      }
    }
    return all;
  }

  /**
   * What an index in {@code index.json} lists.
   *
   * @param depth how many indexes are above that, {@code index.json} not counted
   */
  private List<Listed> nodes(JsonFields index, int depth) throws LayerliftException {
    List<Listed> nodes = new ArrayList<>();
    if (depth <= IndexLimits.MAX_DEPTH) {
      for (JsonFields descriptor : index.items("manifests")) {
        if (--nodesLeft >= 0) {
          nodes.add(node(descriptor, depth));
        }
      }
    }
    return nodes;
  }

  private Listed node(JsonFields descriptor, int depth) throws LayerliftException {
    String digest = descriptor.text("digest");
    String type = descriptor.text("mediaType");
    Optional<Digest> parsed = Digest.parse(digest);
    Optional<Extent> file =
        parsed.isPresent() ? archive.find("blobs/sha256/" + parsed.get().hex()) : Optional.empty();
    Kind kind = MediaTypes.isIndex(type) ? Kind.INDEX : Kind.UNKNOWN;
    List<Listed> children = List.of();
    boolean attests =
        descriptor.text("annotations", "vnd.docker.reference.type").equals("attestation-manifest");
    if (attests) {
      kind = Kind.ATTESTATION;
    } else if (file.isPresent() && kind == Kind.INDEX) {
      children = nodes(json.read(file.get()), depth + 1);
    } else if (file.isPresent() && MediaTypes.isManifest(type)) {
      kind = manifest(json.read(file.get()), digest);
    }
    String name = descriptor.text("annotations", "io.containerd.image.name");
    return new Listed(
        kind.name().toLowerCase(Locale.ROOT),
        digest,
        type,
        size(descriptor),
        name.isEmpty() ? descriptor.text("annotations", "org.opencontainers.image.ref.name") : name,
        platform(descriptor),
        file.isPresent(),
        children);
  }

  private Kind manifest(JsonFields manifest, String digest) throws LayerliftException {
    Optional<JsonFields> config = manifest.field("config");
    boolean image = config.isPresent() && MediaTypes.isConfig(config.get().text("mediaType"));
    List<String> types = new ArrayList<>();
    for (JsonFields layer : manifest.items("layers")) {
      types.add(layer.text("mediaType"));
      image &= MediaTypes.isLayer(layer.text("mediaType"));
    }
    layerTypes.put(digest, types);
    return image ? Kind.IMAGE : Kind.ARTIFACT;
  }

  private static long size(JsonFields descriptor) throws LayerliftException {
    Optional<JsonFields> size = descriptor.field("size");
    return size.isPresent() ? size.get().size() : 0;
  }

  private static String platform(JsonFields descriptor) throws LayerliftException {
    Optional<JsonFields> platform = descriptor.field("platform");
    return platform.isEmpty()
        ? ""
        : new Platform(
                platform.get().text("os"),
                platform.get().text("architecture"),
                platform.get().text("variant"))
            .toString();
  }
}
