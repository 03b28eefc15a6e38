package io.github.layerlift.dialect;

import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Merges what {@code index.json} lists with what {@code manifest.json} beside it lists. */
final class HybridTags {
  private HybridTags() {}

  /**
   * Docker leaves all but one untagged image out of its index, and its first releases with an index
   * wrote it wrong in more ways; images that are only in {@code manifest.json} are added.
   */
  static List<Root> join(List<Root> roots, List<Root.Image> listed, Context context) {
    List<Root> all = new ArrayList<>(roots);
    Map<Digest, List<Integer>> holders = new HashMap<>();
    for (int i = 0; i < roots.size(); i++) {
      note(roots.get(i), i, holders);
    }
    for (Root.Image image : listed) {
      add(image, all, holders, context);
    }
    return all;
  }

  /** Notes that the root at {@code index} has the configs of the images in it. */
  private static void note(Root root, int index, Map<Digest, List<Integer>> holders) {
    if (root instanceof Root.Artifact artifact) {
      Digest config = Objects.requireNonNull(artifact.blobs().get(0).digest());
      holders.computeIfAbsent(config, any -> new ArrayList<>()).add(index);
    } else if (root instanceof Root.Image image) {
      holders.computeIfAbsent(configDigest(image), any -> new ArrayList<>()).add(index);
    } else if (root instanceof Root.Index children) {
      children.children().forEach(child -> note(child, index, holders));
    }
  }

  private static void add(
      Root.Image image, List<Root> all, Map<Digest, List<Integer>> holders, Context context) {
    Digest config = configDigest(image);
    Set<Reference> missing = new HashSet<>(image.tags());
    List<Integer> holding = holders.getOrDefault(config, List.of());
    for (int holder : holding) {
      all.set(holder, asImage(all.get(holder), image));
      missing.removeAll(all.get(holder).tags());
    }
    if (holding.isEmpty()) {
      context.warn(
          WarningCode.NOT_IN_INDEX,
          "the image " + config + " is only in manifest.json; it was added to the index");
      all.add(image);
    } else {
      Root holder = all.get(holding.get(0));
      List<Reference> tags = new ArrayList<>(holder.tags());
      tags.addAll(missing);
      all.set(holding.get(0), holder.withTags(tags));
    }
  }

  /**
   * A manifest that differs from an image only by the media types of its layers, as for WebAssembly
   * programs, is an image if {@code manifest.json} says so.
   */
  private static Root asImage(Root holder, Root.Image listed) {
    if (!(holder instanceof Root.Artifact artifact)) {
      return holder;
    }
    List<Stored> blobs = artifact.blobs().subList(1, artifact.blobs().size());
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < Math.min(blobs.size(), listed.layers().size()); i++) {
      Layer layer = listed.layers().get(i);
      if (layer.content() instanceof Stored stored
          && stored.extent().equals(blobs.get(i).extent())) {
        layers.add(new Layer(blobs.get(i), layer.diffId(), List.of()));
      }
    }
    return layers.size() == blobs.size() && layers.size() == listed.layers().size()
        ? new Root.Image(
            listed.config(), layers, listed.platform(), artifact.manifest(), artifact.tags())
        : artifact;
  }

  /** The ID of an image in this archive, whatever comes out of it. */
  static Digest configDigest(Root.Image image) {
    return image.config() instanceof ConfigSource.Edited edited
        ? configDigest(edited.original())
        : Digest.of(((ConfigSource.Verbatim) image.config()).raw());
  }
}
