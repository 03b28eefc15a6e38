package io.github.layerlift.dialect;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.UnsupportedArchiveException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.IndexLimits;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Follows the descriptors of a layout down to images. */
final class OciReader {
  private final OciBlobs blobs;
  private final Context context;
  private final OciManifests manifests;
  private final Map<Listed, Found> found = new HashMap<>();
  private int nodesLeft = IndexLimits.MAX_NODES;

  /** A descriptor of {@code index.json} without its name: an image has one for each of its names. */
  private record Listed(Map<String, Json> descriptor, Map<String, String> annotations) {
    static Listed of(JsonFields descriptor, OciName name) throws LayerliftException {
      Map<String, Json> rest = new HashMap<>(descriptor.object());
      rest.remove("annotations");
      return new Listed(rest, name.annotations());
    }
  }

  /**
   * What a descriptor points to.
   *
   * @param below how many descriptors are below it
   */
  private record Found(Root root, int below) {}

  OciReader(OciBlobs blobs, Context context) {
    this.blobs = blobs;
    this.manifests = new OciManifests(blobs, context);
    this.context = context;
  }

  /** Types of the artifacts that were found so far. */
  Set<String> artifacts() {
    return manifests.artifacts();
  }

  /** What a descriptor of {@code index.json} points to. */
  Root root(JsonFields descriptor) throws LayerliftException {
    OciName name = OciName.of(descriptor, context);
    Listed listed = Listed.of(descriptor, name);
    Found known = found.get(listed);
    if (known == null) {
      int left = nodesLeft;
      Root root = node(descriptor, name, 0).orElseThrow(() -> nothingIn(descriptor));
      known = new Found(root, left - nodesLeft - 1);
      found.put(listed, known);
    } else {
      count(known.below(), descriptor);
    }
    return known.root().withTags(name.tags());
  }

  /** What identifies what a descriptor points to if it can't be read. */
  Context.Label label(JsonFields descriptor) throws LayerliftException {
    Context.Label manifest = Context.label(() -> {
      Extent file = blobs.require(descriptor);
      JsonFields document = context.json().read(blobs.document(file, descriptor), file.entry());
      Optional<JsonFields> config = document.field("config");
      return new Context.Label(List.of(), config.isPresent() ? config.get().text("digest") : "");
    });
    return new Context.Label(OciName.text(descriptor), manifest.id());
  }

  /**
   * What {@code descriptor} points to; below the top level it may be absent, as platforms often are.
   *
   * @param depth 0 at the top
   */
  private Optional<Root> node(JsonFields descriptor, OciName name, int depth)
      throws LayerliftException {
    count(1, descriptor);
    boolean mayLack = depth > 0 && context.damage().faults().isEmpty();
    if (mayLack && !blobs.isThere(descriptor)) {
      return Optional.empty();
    }
    Extent file = blobs.require(descriptor);
    byte[] bytes = blobs.document(file, descriptor);
    JsonFields document = context.json().read(bytes, file.entry());
    String type = type(descriptor, document);
    Root.Document kept = new Root.Document(bytes, type, name.annotations());
    if (MediaTypes.isIndex(type)) {
      return index(document, kept, depth);
    }
    if (!MediaTypes.isManifest(type)) {
      throw Fault.of(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              descriptor.path() + " has the type \"" + type
                  + "\", which is neither a manifest nor an index")
          .in(descriptor.entry())
          .exception();
    }
    return mayLack && !blobs.hasAll(document)
        ? Optional.empty()
        : Optional.of(manifests.read(document, kept));
  }

  private void count(int nodes, JsonFields descriptor) throws LayerliftException {
    nodesLeft -= nodes;
    if (nodesLeft < 0) {
      throw Fault.of(
              ErrorCode.TOO_MANY_ENTRIES,
              "the index leads to more than " + IndexLimits.MAX_NODES + " manifests")
          .in(descriptor.entry())
          .exception();
    }
  }

  private static LayerliftException nothingIn(JsonFields descriptor) {
    return Fault.of(
            ErrorCode.NO_IMAGES,
            "none of the manifests of an index (" + descriptor.path() + ") is in the archive")
        .in(descriptor.entry())
        .hint(Fault.INCOMPLETE)
        .exception();
  }

  /** A document must be what its descriptor says, and nothing else (CVE-2021-41190). */
  private static String type(JsonFields descriptor, JsonFields document) throws LayerliftException {
    String type = descriptor.text("mediaType");
    String own = document.text("mediaType");
    boolean hasManifests = document.field("manifests").isPresent();
    boolean hasLayers =
        document.field("layers").isPresent() || document.field("config").isPresent();
    boolean clear = (own.isEmpty() || own.equals(type))
        && (MediaTypes.isIndex(type) ? !hasLayers : !hasManifests);
    if (!clear) {
      throw Fault.of(
              ErrorCode.JSON_SHAPE,
              "the document is not clearly of the type that its descriptor gives, " + type)
          .in(document.entry())
          .exception();
    }
    return type;
  }

  /** Empty if nothing that it lists is in the archive. */
  private Optional<Root> index(JsonFields document, Root.Document kept, int depth)
      throws LayerliftException {
    if (depth >= IndexLimits.MAX_DEPTH) {
      throw Fault.of(
              ErrorCode.JSON_TOO_DEEP, "indexes are nested deeper than " + IndexLimits.MAX_DEPTH)
          .in(document.entry())
          .exception();
    }
    List<Root> children = new ArrayList<>();
    OciPruning pruning = new OciPruning(document);
    int lost = context.damage().lost().size();
    List<JsonFields> listed = document.items("manifests");
    for (JsonFields child : listed) {
      Optional<Root> present = child(child, depth + 1);
      if (present.isPresent()) {
        children.add(present.get());
        pruning.keep(child, document(present.get()));
      }
    }
    boolean hollow =
        context.damage().lost().size() > lost && children.stream().noneMatch(OciArchive::hasImage);
    if ((children.isEmpty() || hollow) && !listed.isEmpty()) {
      return Optional.empty();
    }
    if (children.size() < listed.size()) {
      context.warn(
          WarningCode.PLATFORMS_MISSING,
          (listed.size() - children.size())
              + " of "
              + listed.size()
              + " manifests of the index \""
              + document.entry()
              + "\" are not in the archive; they were removed from it, which changes its digest");
    }
    Root.Document result = pruning.isChanged()
        ? new Root.Document(pruning.write(), kept.mediaType(), kept.annotations())
        : kept;
    return Optional.of(new Root.Index(result, children, List.of()));
  }

  /** In a damaged archive, images below an index are lost one by one. */
  private Optional<Root> child(JsonFields descriptor, int depth) throws LayerliftException {
    try {
      Optional<Root> read = node(descriptor, OciName.NONE, depth);
      if (read.isPresent()) {
        context.proof().check(read.get());
      }
      return read;
    } catch (MalformedArchiveException | UnsupportedArchiveException e) {
      context.lose(() -> label(descriptor), e);
      return Optional.empty();
    }
  }

  /** The document that a child of an index is; an image below an index always has one. */
  private static byte[] document(Root root) {
    return Objects.requireNonNull(root.document()).bytes();
  }
}
