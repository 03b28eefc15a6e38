package io.github.layerlift.edit;

import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Merges layers of an image into one. */
final class Squashing {
  private Squashing() {}

  /** Merges the layers from number {@code from} on; 1 is the base. */
  static void squash(int from, Draft draft, LayerBench bench) throws IOException {
    if (from > draft.layers().size()) {
      throw BadEdit.of(
          "there is no layer " + from + ": " + draft.name() + " has "
              + draft.layers().size(),
          "layers are numbered from 1, the base");
    }
    History.squash(draft, from - 1, merged(from, draft, bench), "SQUASH");
  }

  /** Merges all layers, and leaves a single row of history. */
  static void flatten(Draft draft, LayerBench bench) throws IOException {
    History.flatten(draft, merged(1, draft, bench), "FLATTEN");
  }

  private static Layer merged(int from, Draft draft, LayerBench bench) throws IOException {
    Map<Integer, Stored> layers = new TreeMap<>();
    for (int i = 1; i < from; i++) {
      // of layers that are elsewhere it isn't known whether they have links
      if (draft.layers().get(i - 1).content() instanceof Stored below) {
        layers.put(i, below);
      }
    }
    int number = from;
    for (Stored each : bench.plain(LayerBench.stored(draft, from))) {
      layers.put(number++, each);
    }
    return new Layer(bench.squash(layers, from), null, List.of());
  }
}
