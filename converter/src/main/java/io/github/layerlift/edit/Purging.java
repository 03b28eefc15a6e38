package io.github.layerlift.edit;

import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.layering.Purge;
import io.github.layerlift.options.Edit;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Removes files from every layer of images; each must be in one of them. */
final class Purging {
  private Purging() {}

  static void apply(Edit.Purge edit, List<Draft> drafts, LayerBench bench) throws IOException {
    List<String> patterns = edit.patterns().stream().map(ByteNames::unescaped).toList();
    Purge purge = new Purge(patterns, bench.maxEntries(), bench.warnings());
    for (Draft draft : drafts) {
      List<Stored> before = LayerBench.stored(draft, 1);
      List<Stored> after = purge.apply(bench.stack(before), bench::plain);
      List<Layer> layers = new ArrayList<>(after.size());
      for (int i = 0; i < after.size(); i++) {
        boolean same = after.get(i).equals(before.get(i));
        layers.add(same ? draft.layers().get(i) : new Layer(after.get(i), null, List.of()));
      }
      draft.layers(layers);
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (!purge.hasFound(i)) {
        throw Removal.missing(edit.patterns().get(i));
      }
    }
  }
}
