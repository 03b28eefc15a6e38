package io.github.layerlift.dialect;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The history of an image, one item for each layer of its chain.
 *
 * @param json the array
 * @param kept the layers that stay layers
 * @param metadata where the items come from
 */
record V1History(String json, List<V1Layer> kept, List<Extent> metadata) {
  /** Tar's end mark alone, padded to the record that GNU tar writes. */
  private static final int MAX_EMPTY_SIZE = 10_240;

  V1History {
    kept = List.copyOf(kept);
    metadata = List.copyOf(metadata);
  }

  static V1History of(List<V1Layer> chain, Context context) throws LayerliftException {
    StringBuilder json = new StringBuilder("[");
    List<V1Layer> kept = new ArrayList<>(chain.size());
    for (V1Layer layer : chain) {
      String item = layer.history();
      if (context.dropEmptyLayers() && isEmpty(layer)) {
        item = withoutLayer(item);
      } else {
        kept.add(layer);
      }
      json.append(json.length() > 1 ? "," : "").append(item);
    }
    if (kept.size() < chain.size()) {
      context.warn(
          WarningCode.EMPTY_LAYERS_DROPPED,
          (chain.size() - kept.size())
              + " empty layers became history entries; the image ID differs from the one that Docker"
              + " gave");
    }
    return new V1History(
        json.append(']').toString(), kept, chain.stream().map(V1Layer::metadata).toList());
  }

  /** The item of a row of the history that has no layer. */
  static String withoutLayer(String item) {
    return item.substring(0, item.length() - 1) + ",\"empty_layer\":true}";
  }

  private static boolean isEmpty(V1Layer layer) throws LayerliftException {
    Extent content = layer.content().extent();
    if (content.size() > MAX_EMPTY_SIZE) {
      return false;
    }
    byte[] bytes = content.head(MAX_EMPTY_SIZE);
    return Arrays.equals(bytes, new byte[bytes.length]);
  }
}
