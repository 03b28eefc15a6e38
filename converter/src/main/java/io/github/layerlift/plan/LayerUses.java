package io.github.layerlift.plan;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All places where roots refer to stored bytes, in order. */
final class LayerUses {
  private LayerUses() {}

  static List<LayerUse> of(List<Root> roots) {
    List<LayerUse> uses = new ArrayList<>();
    roots.forEach(root -> collect(root, uses));
    return uses;
  }

  /**
   * The extents that might be twins of another, which only a hash can tell: of equal size, and
   * without a claimed digest.
   */
  static List<Extent> ambiguous(List<LayerUse> uses) {
    Set<Extent> all = new LinkedHashSet<>();
    Set<Extent> claimed = new HashSet<>();
    for (LayerUse use : uses) {
      all.add(use.stored().extent());
      if (use.claimedDigest() != null) {
        claimed.add(use.stored().extent());
      }
    }
    Map<Long, Integer> perSize = new HashMap<>();
    all.forEach(extent -> perSize.merge(extent.size(), 1, Integer::sum));
    return all.stream()
        .filter(extent -> !claimed.contains(extent))
        .filter(extent -> perSize.getOrDefault(extent.size(), 0) > 1)
        .toList();
  }

  private static void collect(Root root, List<LayerUse> uses) {
    if (root instanceof Root.Image image) {
      for (Layer layer : image.layers()) {
        if (layer.content() instanceof Stored stored) {
          uses.add(new LayerUse(stored, layer.diffId(), true));
        }
      }
    } else if (root instanceof Root.Index index) {
      index.children().forEach(child -> collect(child, uses));
    } else {
      ((Root.Artifact) root).blobs().forEach(blob -> uses.add(new LayerUse(blob, null, false)));
    }
  }
}
