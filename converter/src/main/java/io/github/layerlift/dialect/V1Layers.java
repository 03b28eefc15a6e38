package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.archive.Extent;
import io.github.layerlift.image.Digest;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The layers of a v1 archive by ID, and the chains that they form. Each is read once. */
final class V1Layers {
  private final Archive archive;
  private final Context context;
  private final Map<String, V1Layer> read = new HashMap<>();
  private final Set<String> reached = new HashSet<>();

  V1Layers(Archive archive, Context context) {
    this.archive = archive;
    this.context = context;
  }

  /** All IDs that the archive has metadata for, in its order. */
  static Set<String> ids(Archive archive) {
    Set<String> ids = new LinkedHashSet<>();
    for (String name : archive.names()) {
      String id = V1Names.id(name, V1Names.JSON);
      if (!id.isEmpty()) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** The IDs that are no other layer's parent, in the archive's order. */
  List<String> leaves() throws LayerliftException {
    Set<String> ids = ids(archive);
    Set<String> parents = new HashSet<>();
    for (String id : ids) {
      parents.add(layer(id, "").parent());
    }
    List<String> leaves = new ArrayList<>();
    for (String id : ids) {
      if (!parents.contains(id)) {
        leaves.add(id);
      }
    }
    return leaves;
  }

  /**
   * The layers from the base up to {@code top}.
   *
   * @throws io.github.layerlift.report.MalformedArchiveException if a parent is missing, or is one
   *     of its own ancestors
   */
  List<V1Layer> chain(String top) throws LayerliftException {
    requireId(top, "");
    Deque<V1Layer> chain = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    String child = "";
    for (String id = top; !id.isEmpty(); ) {
      if (!seen.add(id)) {
        throw Fault.of(ErrorCode.V1_PARENT_LOOP, "the layer " + id + " is its own ancestor")
            .in(child + V1Names.JSON)
            .hint("no engine can load this image; get the archive again")
            .exception();
      }
      V1Layer layer = layer(id, child);
      chain.addFirst(layer);
      StoredLayers.requireLimit(chain.size(), top, context);
      child = id;
      id = layer.parent();
    }
    StoredLayers.requireCount(chain.size(), top, context);
    reached.addAll(seen);
    return List.copyOf(chain);
  }

  /** What no chain has reached from above can only lead into a circle; finds it. */
  void requireNoLoop() throws LayerliftException {
    for (String id : ids(archive)) {
      if (!reached.contains(id)) {
        chain(id);
      }
    }
  }

  /** The metadata of a layer that was found before. */
  V1Json json(V1Layer layer) throws LayerliftException {
    return V1Json.read(metadata(layer.id(), ""), context);
  }

  /** The version of Docker that made the layer {@code id}; empty if it doesn't say. */
  String dockerVersion(String id) throws LayerliftException {
    return json(layer(id, "")).dockerVersion();
  }

  /** Whether the {@code json} of the layer {@code id} was written when there was manifest.json. */
  boolean isOfLaterDocker(String id) throws LayerliftException {
    return json(layer(id, "")).isOfLaterDocker();
  }

  /**
   * @param child the layer that names {@code id} as its parent; empty if a tag does
   */
  private V1Layer layer(String id, String child) throws LayerliftException {
    V1Layer known = read.get(id);
    if (known != null) {
      return known;
    }
    requireId(id, child);
    V1Json json = V1Json.read(metadata(id, child), context);
    Optional<Extent> file = archive.find(id + V1Names.LAYER);
    if (file.isEmpty()) {
      throw noLayer(id);
    }
    V1Layer layer =
        new V1Layer(id, json.parent(), json.history(), StoredLayers.of(file.get(), null));
    read.put(id, layer);
    return layer;
  }

  private Extent metadata(String id, String child) throws LayerliftException {
    Optional<Extent> file = archive.find(id + V1Names.JSON);
    if (file.isPresent()) {
      return file.get();
    }
    boolean isThere = archive.has(id + V1Names.LAYER);
    if (isThere || child.isEmpty()) {
      throw Fault.of(ErrorCode.V1_JSON_MISSING, "the layer " + id + " has no json in the archive")
          .in(child.isEmpty() ? V1Archive.REPOSITORIES : id + V1Names.JSON)
          .exception();
    }
    throw Fault.of(ErrorCode.V1_PARENT_MISSING, "the parent layer " + id + " is not in the archive")
        .in(child + V1Names.JSON)
        .hint("the archive is incomplete; save the image again")
        .exception();
  }

  private static void requireId(String id, String child) throws LayerliftException {
    if (!Digest.isHex(id)) {
      throw Fault.of(
              ErrorCode.V1_ID_INVALID, "\"" + id + "\" is no layer ID of 64 lower-case hex digits")
          .in(child.isEmpty() ? V1Archive.REPOSITORIES : child + V1Names.JSON)
          .exception();
    }
  }

  private LayerliftException noLayer(String id) throws LayerliftException {
    String path = id + V1Names.LAYER;
    String sentence = "the layer " + id + " has no layer.tar in the archive";
    return Fault.of(ErrorCode.LAYER_MISSING, sentence + Dangling.clause(archive, path))
        .in(path)
        .hint(Dangling.hint(archive, path, "the archive is incomplete; save the image again"))
        .exception();
  }
}
