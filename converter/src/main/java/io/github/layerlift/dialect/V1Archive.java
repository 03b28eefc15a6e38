package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    Map<String, List<Reference>> tags = new V1Tags(archive, folders, context).byId();
    V1Layers layers = new V1Layers(archive, folders, context);
    List<Root> images = new ArrayList<>();
    long layerCount = 0;
    for (Map.Entry<String, List<Reference>> tagged : tags.entrySet()) {
      images.add(image(layers, tagged.getKey(), tagged.getValue(), context));
      layerCount = requireFew(layerCount, images);
    }
    for (String leaf : layers.leaves()) {
      if (!tags.containsKey(leaf)) {
        images.add(image(layers, leaf, List.of(), context));
        layerCount = requireFew(layerCount, images);
      }
    }
    layers.requireNoLoop();
    if (asked) {
      V1Wholeness.warn(archive, context.warnings());
    } else {
      V1Wholeness.require(archive, layers, tags.keySet(), context.warnings());
    }
    return images;
  }

  /** Many long chains that share layers could fill the memory from a small archive. */
  private static long requireFew(long before, List<Root> images) throws LayerliftException {
    Root.Image last = (Root.Image) images.get(images.size() - 1);
    long count = before + last.layers().size();
    if (count > MAX_LAYERS) {
      throw Fault.of(
              ErrorCode.TOO_MANY_LAYERS,
              "the images of the archive have more than " + MAX_LAYERS + " layers together")
          .exception();
    }
    return count;
  }

  private static Root image(V1Layers layers, String id, List<Reference> tags, Context context)
      throws LayerliftException {
    List<V1Layer> chain = layers.chain(id);
    V1Layer last = chain.get(chain.size() - 1);
    V1Json top = layers.json(last);
    V1Tags.warnOfFolder(last, tags, context.warnings());
    V1History history = V1History.of(chain, context);
    List<Layer> kept = new ArrayList<>(chain.size());
    for (V1Layer layer : history.kept()) {
      kept.add(new Layer(layer.content(), null, List.of(layer.folder())));
      warnOfNothing(layer, context);
      ZeroTail.warn(layer, context);
    }
    V1Config config = V1Config.of(top, history.json(), context);
    return new Root.Image(config.source(), kept, config.platform(), null, tags);
  }

  private static void warnOfNothing(V1Layer layer, Context context) {
    if (layer.content().extent().size() == 0) {
      context.warn(
          WarningCode.ZERO_BYTE_LAYER,
          "\"" + layer.folder() + V1Names.LAYER + "\" is an empty file; it is left as it is");
    }
  }
}
