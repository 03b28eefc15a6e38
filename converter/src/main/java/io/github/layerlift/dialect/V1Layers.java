package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import java.util.ArrayDeque;
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
  private final V1Folders folders;
  private final String layerFile;
  private final String checksumFile;
  private final Map<String, V1Layer> read = new HashMap<>();
  private final Set<String> reached = new HashSet<>();

  /**
   * @param layerFile the name of the file with its content in each folder, after a slash
   * @param checksumFile the same for its checksums; empty if there are none
   */
  V1Layers(
      Archive archive, V1Folders folders, String layerFile, String checksumFile, Context context) {
    this.archive = archive;
    this.folders = folders;
    this.layerFile = layerFile;
    this.checksumFile = checksumFile;
    this.context = context;
  }

  /** All IDs that the archive has metadata for, in its order. */
  Set<String> ids() {
    return folders.ids();
  }

  /** The IDs of layers that aren't the parent of any other, in the archive's order. */
  List<String> leaves() throws LayerliftException {
    Set<String> leaves = new LinkedHashSet<>(folders.ids());
    Set<String> parents = new HashSet<>();
    for (String id : folders.ids()) {
      String parent = context.orElse("", () -> layer(id, "").parent());
      parents.add(parent);
    }
    leaves.removeAll(parents);
    return List.copyOf(leaves);
  }

  /**
   * The layers from the base up to {@code top}.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if a parent is missing, or is one
   *     of its own ancestors
   */
  List<V1Layer> chain(String top) throws LayerliftException {
    if (top.isEmpty()) {
      throw absent(top, "");
    }
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
      child = layer.folder();
      id = layer.parent();
    }
    StoredLayers.requireCount(chain.size(), top, context);
    reached.addAll(seen);
    return List.copyOf(chain);
  }

  /** Layers that no chain has reached from above can only form a loop; finds it. */
  V1Layers requireNoLoop() throws LayerliftException {
    for (String id : folders.ids()) {
      if (!reached.contains(id)) {
        chain(id);
      }
    }
    return this;
  }

  /** The metadata of a layer that was found before. */
  V1Json json(V1Layer layer) throws LayerliftException {
    return V1Json.read(metadata(layer.folder()), context);
  }

  /** The version of Docker that made the layer {@code id}; empty if it doesn't say. */
  String dockerVersion(String id) throws LayerliftException {
    return json(layer(id, "")).dockerVersion();
  }

  /** Whether the {@code json} of the layer {@code id} was written by a Docker that wrote manifest.json. */
  boolean isOfLaterDocker(String id) throws LayerliftException {
    return json(layer(id, "")).isOfLaterDocker();
  }

  /**
   * @param child the folder of the layer that names {@code id} as its parent; empty if a tag does
   */
  private V1Layer layer(String id, String child) throws LayerliftException {
    V1Layer known = read.get(id);
    if (known != null) {
      return known;
    }
    String folder = folders.find(id).orElse("");
    if (folder.isEmpty()) {
      throw absent(id, child);
    }
    Extent metadata = metadata(folder);
    V1Json json = V1Json.read(metadata, context);
    warnOfId(json.view().text("id"), folder);
    Optional<Extent> file = archive.find(folder + layerFile);
    if (file.isEmpty()) {
      throw noLayer(id, folder);
    }
    V1Layer layer = new V1Layer(
        id,
        folder,
        folders.id(json.parent()),
        json.history(),
        metadata,
        content(file.get(), metadata, folder));
    read.put(id, layer);
    return layer;
  }

  private Stored content(Extent file, Extent metadata, String folder) throws LayerliftException {
    Stored stored = StoredLayers.of(file, null);
    return checksumFile.isEmpty()
        ? stored
        : PushedLayer.of(stored, metadata, archive.find(folder + checksumFile), context.json());
  }

  /** Docker never reads it, and uses the folder's name. */
  private void warnOfId(String own, String folder) {
    if (V1Names.isId(folder) && !own.isEmpty() && !own.equalsIgnoreCase(folder)) {
      context.warn(
          WarningCode.V1_ID_DIFFERS,
          "the layer in the folder \"" + folder + "\" has the id " + own
              + "; the folder's name was used, as in Docker");
    }
  }

  private Extent metadata(String folder) throws LayerliftException {
    return archive
        .find(folder + V1Names.JSON)
        .orElseThrow(() -> noJson(folder, folder + V1Names.JSON));
  }

  private LayerliftException absent(String id, String child) {
    String namedIn = child.isEmpty() ? V1Archive.REPOSITORIES : child + V1Names.JSON;
    if (!Digest.isHex(id)) {
      return Fault.of(
              ErrorCode.V1_ID_INVALID,
              "\"" + id + "\" is neither a layer ID of 64 hex digits nor a folder of the archive")
          .in(namedIn)
          .exception();
    }
    boolean isThere = archive.has(id + layerFile);
    if (isThere || child.isEmpty()) {
      return noJson(id, isThere && !child.isEmpty() ? id + V1Names.JSON : namedIn);
    }
    return Fault.of(
            ErrorCode.V1_PARENT_MISSING, "the parent layer " + id + " is not in the archive")
        .in(namedIn)
        .hint(Fault.INCOMPLETE)
        .exception();
  }

  private static LayerliftException noJson(String id, String entry) {
    return Fault.of(ErrorCode.V1_JSON_MISSING, "the layer " + id + " has no json in the archive")
        .in(entry)
        .hint(Fault.INCOMPLETE)
        .exception();
  }

  private LayerliftException noLayer(String id, String folder) throws LayerliftException {
    String path = folder + layerFile;
    String sentence = "the layer " + id + " has no " + layerFile.substring(1) + " in the archive";
    return Fault.of(ErrorCode.LAYER_MISSING, sentence + Dangling.clause(archive, path))
        .in(path)
        .hint(Dangling.hint(archive, path, Fault.INCOMPLETE))
        .exception();
  }
}
