package io.github.layerlift.select;

import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.layout.RootDigest;
import io.github.layerlift.options.SplitOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides images into those that go together. */
public final class Shares {
  private final LayerDigests digests;
  private final Map<String, List<Root>> shares = new LinkedHashMap<>();

  private Shares(LayerDigests digests) {
    this.digests = digests;
  }

  /** The shares of {@code roots}: together they have all of them, except for artifacts in indexes. */
  public static List<List<Root>> of(List<Root> roots, SplitOptions.By by, LayerDigests digests) {
    Shares shares = new Shares(digests);
    for (Root root : roots) {
      switch (by) {
        case IMAGE -> shares.addByDigest(root);
        case TAG -> shares.addByTag(root);
        case PLATFORM -> shares.addByPlatform(root);
      }
    }
    return List.copyOf(shares.shares.values());
  }

  /** How many artifacts, such as attestations, are lost if images are taken out of their indexes. */
  public static int artifactsInIndexes(List<Root> roots) {
    int count = 0;
    for (Root root : roots) {
      if (root instanceof Root.Index index && hasImages(index)) {
        count += artifactsInIndexes(index.children());
        count += (int)
            index.children().stream().filter(Root.Artifact.class::isInstance).count();
      }
    }
    return count;
  }

  private static boolean hasImages(Root.Index index) {
    return index.children().stream().anyMatch(child -> !(child instanceof Root.Artifact));
  }

  private void addByDigest(Root root) {
    add(RootDigest.id(root, digests).toString(), root);
  }

  private void addByTag(Root root) {
    if (root.tags().isEmpty()) {
      addByDigest(root);
    }
    for (Reference tag : root.tags()) {
      add(tag.toString(), root.withTags(List.of(tag)));
    }
  }

  private void addByPlatform(Root root) {
    if (root instanceof Root.Index index && hasImages(index)) {
      index.children().stream()
          .filter(child -> !(child instanceof Root.Artifact))
          .forEach(child -> addByPlatform(child.withTags(index.tags())));
    } else {
      addByDigest(root);
    }
  }

  private void add(String key, Root root) {
    shares.computeIfAbsent(key, any -> new ArrayList<>()).add(root);
  }
}
