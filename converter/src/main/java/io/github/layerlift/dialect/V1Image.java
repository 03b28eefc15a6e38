package io.github.layerlift.dialect;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.List;

/** An image from before there were configs: layers that name their parents, with metadata of their own. */
final class V1Image {
  private V1Image() {}

  /**
   * The image, whose config is yet to be made.
   *
   * @param top the metadata of its top layer, which become the config's
   */
  static Root.Image of(V1Json top, V1History history, List<Reference> tags, Context context)
      throws LayerliftException {
    List<Layer> kept = new ArrayList<>(history.kept().size());
    for (V1Layer layer : history.kept()) {
      kept.add(new Layer(layer.content(), null, layer.v1Ids()));
      warnOfNothing(layer, context);
      LayerEnd.warn(layer, context);
    }
    V1Config config = V1Config.of(top, history, context);
    return new Root.Image(config.source(), kept, config.platform(), null, tags);
  }

  private static void warnOfNothing(V1Layer layer, Context context) {
    if (layer.content().extent().size() == 0) {
      context.warn(
          WarningCode.ZERO_BYTE_LAYER,
          "\"" + layer.content().extent().entry() + "\" is an empty file; it is left as it is");
    }
  }
}
