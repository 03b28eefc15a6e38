package io.github.layerlift.dialect;

import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Joins what {@code index.json} lists with what {@code manifest.json} beside it does. */
final class HybridTags {
  private HybridTags() {}

  /**
   * Docker leaves all but one untagged image out of its index, and its first releases with one
   * wrote it wrong in more ways; what only {@code manifest.json} has is added.
   */
  static List<Root> join(List<Root> roots, List<Root> listed, Context context) {
    List<Root> all = new ArrayList<>(roots);
    for (Root each : listed) {
      if (each instanceof Root.Image image) {
        add(image, all, roots.size(), context);
      }
    }
    return all;
  }

  private static void add(Root.Image image, List<Root> all, int fromIndex, Context context) {
    Digest config = configDigest(image);
    Set<Reference> missing = new HashSet<>(image.tags());
    int holder = -1;
    for (int i = 0; i < fromIndex; i++) {
      if (holds(all.get(i), config)) {
        missing.removeAll(all.get(i).tags());
        holder = holder < 0 ? i : holder;
      }
    }
    if (holder < 0) {
      context
          .warnings()
          .add(
              "not-in-index",
              "the image " + config + " stands in manifest.json only; it was added to the index");
      all.add(image);
    } else if (!missing.isEmpty()) {
      List<Reference> tags = new ArrayList<>(all.get(holder).tags());
      tags.addAll(missing);
      all.set(holder, all.get(holder).withTags(tags));
    }
  }

  private static boolean holds(Root root, Digest config) {
    if (root instanceof Root.Image image) {
      return configDigest(image).equals(config);
    }
    return root instanceof Root.Index index
        && index.children().stream().anyMatch(child -> holds(child, config));
  }

  private static Digest configDigest(Root.Image image) {
    return Digest.of(((ConfigSource.Verbatim) image.config()).raw());
  }
}
