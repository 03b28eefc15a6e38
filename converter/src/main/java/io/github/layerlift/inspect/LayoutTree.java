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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code index.json} lists, including nested indexes and what isn't in the archive. */
public final class LayoutTree {
  private final Archive archive;
  private final JsonReader json;
  private int nodesLeft = IndexLimits.MAX_NODES;

  public LayoutTree(Archive archive, JsonReader json) {
    this.archive = archive;
    this.json = json;
  }

  /** What a descriptor points to. */
  public enum Kind {
    INDEX,
    IMAGE,
    /** What buildx adds to an image: its provenance, its bill of materials. */
    ATTESTATION,
    /** A manifest of something that is not an image. */
    ARTIFACT,
    UNKNOWN
  }

  /**
   * A descriptor, and what it points to.
   *
   * @param size of the document in bytes, as declared
   * @param name containerd's or OCI's annotation; empty if there is none
   * @param platform as the descriptor says; empty if it doesn't
   * @param present whether the document is in the archive
   * @param layerTypes of an image: the media types of its layers, base first
   */
  public record Node(
      Kind kind,
      String digest,
      String mediaType,
      long size,
      String name,
      String platform,
      boolean present,
      List<String> layerTypes,
      List<Node> children) {
    public Node {
      layerTypes = List.copyOf(layerTypes);
      children = List.copyOf(children);
    }
  }

  /** Everything that {@code index.json} lists; nothing if there is none. */
  public List<Node> read() throws LayerliftException {
    Optional<Extent> index = archive.find("index.json");
    return index.isPresent() ? nodes(json.read(index.get()), 0) : List.of();
  }

  /**
   * @param depth how many indexes are above what this one lists, {@code index.json} not counted
   */
  private List<Node> nodes(JsonFields index, int depth) throws LayerliftException {
    List<Node> nodes = new ArrayList<>();
    if (depth <= IndexLimits.MAX_DEPTH) {
      for (JsonFields descriptor : index.items("manifests")) {
        if (--nodesLeft >= 0) {
          nodes.add(node(descriptor, depth));
        }
      }
    }
    return nodes;
  }

  private Node node(JsonFields descriptor, int depth) throws LayerliftException {
    String digest = descriptor.text("digest");
    String type = descriptor.text("mediaType");
    Optional<Digest> parsed = Digest.parse(digest);
    Optional<Extent> file =
        parsed.isPresent() ? archive.find("blobs/sha256/" + parsed.get().hex()) : Optional.empty();
    Kind kind = MediaTypes.isIndex(type) ? Kind.INDEX : Kind.UNKNOWN;
    List<String> layerTypes = new ArrayList<>();
    List<Node> children = List.of();
    boolean attests =
        annotation(descriptor, "vnd.docker.reference.type").equals("attestation-manifest");
    if (attests) {
      kind = Kind.ATTESTATION;
    } else if (file.isPresent() && kind == Kind.INDEX) {
      children = nodes(json.read(file.get()), depth + 1);
    } else if (file.isPresent() && MediaTypes.isManifest(type)) {
      kind = manifest(json.read(file.get()), layerTypes);
    }
    String name = annotation(descriptor, "io.containerd.image.name");
    return new Node(
        kind,
        digest,
        type,
        size(descriptor),
        name.isEmpty() ? annotation(descriptor, "org.opencontainers.image.ref.name") : name,
        platform(descriptor),
        file.isPresent(),
        layerTypes,
        children);
  }

  private static Kind manifest(JsonFields manifest, List<String> layerTypes)
      throws LayerliftException {
    Optional<JsonFields> config = manifest.field("config");
    boolean image = config.isPresent() && MediaTypes.isConfig(config.get().text("mediaType"));
    for (JsonFields layer : manifest.items("layers")) {
      layerTypes.add(layer.text("mediaType"));
      image &= MediaTypes.isLayer(layer.text("mediaType"));
    }
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

  private static String annotation(JsonFields descriptor, String name) throws LayerliftException {
    Optional<JsonFields> annotations = descriptor.field("annotations");
    if (annotations.isEmpty() || !annotations.get().object().containsKey(name)) {
      return "";
    }
    return annotations.get().member(name, annotations.get().object().get(name)).text();
  }
}
