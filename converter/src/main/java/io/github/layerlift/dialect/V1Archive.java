package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Archives from before Docker 1.10: a folder for each layer, mostly named by its ID, that names its
 * parent; {@code repositories} says which IDs are images. Their configs are generated, as Docker's
 * loader did until 28.
 *
 * @see <a href="https://github.com/moby/moby/blob/v20.10.24/image/tarexport/load.go">legacyLoad</a>
 */
final class V1Archive implements Dialect {
  static final String REPOSITORIES = "repositories";

  /** Of all images together. */
  private static final int MAX_LAYERS = 250_000;

  private final boolean asked;

  /**
   * @param asked whether the user says that it is one, whatever else it may be
   */
  V1Archive(boolean asked) {
    this.asked = asked;
  }

  @Override
  public String id() {
    return "v1";
  }

  @Override
  public boolean recognises(Archive archive) {
    return !V1Folders.in(archive).isEmpty();
  }

  @Override
  public String lacking() {
    return "no folder with a layer's json";
  }

  @Override
  public List<Root> read(Archive archive, Context context) throws LayerliftException {
    V1Folders folders = new V1Folders(archive, context);
    Map<String, List<Reference>> tags =
        context.orElse(Map.of(), () -> new V1Tags(archive, folders, context).byId());
    V1Layers layers = new V1Layers(archive, folders, V1Names.LAYER, "", context);
    Found images = new Found();
    for (Map.Entry<String, List<Reference>> tagged : tags.entrySet()) {
      add(images, layers, tagged.getKey(), tagged.getValue(), context);
    }
    for (String leaf : layers.leaves()) {
      if (tags.containsKey(leaf)) {
        continue;
      }
      if (context.damage().any() && !asked) {
        context.lose(() -> label(leaf, List.of()), unnamed());
      } else {
        add(images, layers, leaf, List.of(), context);
      }
    }
    if (!context.damage().any()) {
      context.orElse(layers, layers::requireNoLoop);
    }
    requireWhole(archive, layers, images.byTop, tags.keySet(), context);
    return List.copyOf(images.byTop.values());
  }

  /** Images by their top layers; many long chains that share layers could fill the memory. */
  private static final class Found {
    final Map<String, Root> byTop = new LinkedHashMap<>();
    private long layers;

    void add(String top, Root image) throws LayerliftException {
      byTop.put(top, image);
      layers += ((Root.Image) image).layers().size();
      if (layers > MAX_LAYERS) {
        throw Fault.of(
                ErrorCode.TOO_MANY_LAYERS,
                "the images of the archive have more than " + MAX_LAYERS + " layers together")
            .exception();
      }
    }
  }

  private void add(Found images, V1Layers layers, String id, List<Reference> tags, Context context)
      throws LayerliftException {
    Optional<Root> image =
        context.whole(() -> label(id, tags), () -> image(layers, id, tags, context));
    if (image.isPresent()) {
      images.add(id, image.get());
    }
  }

  /** Before there were image IDs, that of its top layer was what identified an image. */
  private static Context.Label label(String id, List<Reference> tags) {
    List<String> names = tags.stream().map(Reference::toString).toList();
    return new Context.Label(names.isEmpty() ? List.of(id) : names, "");
  }

  /** In a damaged archive, the layer above may be lost, and then it was never an image. */
  static LayerliftException unnamed() {
    return Fault.of(
            ErrorCode.V1_PARENT_MISSING,
            "it has no name, and may be the lower part of an image that isn't there")
        .hint(WayOut.of("if it is an image, ").set(Setting.READ_AS, "v1").then(" takes it"))
        .exception();
  }

  /** What an archive has to have as a whole, each image needs. */
  private void requireWhole(
      Archive archive,
      V1Layers layers,
      Map<String, Root> images,
      Set<String> tagged,
      Context context)
      throws LayerliftException {
    Set<String> tops = new LinkedHashSet<>(tagged);
    if (context.damage().any()) {
      tops.retainAll(images.keySet());
    }
    try {
      if (context.damage().isDoubtful()) {
        throw Fault.of(
                ErrorCode.COMPRESSION_CORRUPT,
                "the archive has no digests of its layers, which may be wrong")
            .exception();
      }
      if (asked) {
        V1Wholeness.warn(archive, context.warnings());
      } else {
        V1Wholeness.require(archive, layers, tops, context.warnings());
      }
    } catch (MalformedArchiveException e) {
      if (images.isEmpty()) {
        context.damage().meet(e);
      }
      for (Map.Entry<String, Root> image : images.entrySet()) {
        context.lose(() -> label(image.getKey(), image.getValue().tags()), e);
      }
      images.clear();
    }
  }

  private Root image(V1Layers layers, String id, List<Reference> tags, Context context)
      throws LayerliftException {
    List<V1Layer> chain = layers.chain(id);
    if (context.damage().any() && !asked) {
      V1Wholeness.requireOld(chain, layers);
    }
    V1Layer last = chain.get(chain.size() - 1);
    V1Tags.warnOfFolder(last, tags, context.warnings());
    return V1Image.of(layers.json(last), V1History.of(chain, context), tags, context);
  }
}
