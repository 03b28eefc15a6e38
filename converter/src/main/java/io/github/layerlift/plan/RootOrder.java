package io.github.layerlift.plan;

import com.google.common.collect.Comparators;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.layout.RootDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one order of a set of images, whatever order they came in: by their first tag, then the
 * untagged ones by digest. Images that are the same are joined, with all their tags.
 */
public final class RootOrder {
  private RootOrder() {}

  /** Whether the order, or what is equal, depends on digests that only hashing can tell. */
  public static boolean needsDigests(List<Root> roots) {
    boolean mixed = roots.stream().anyMatch(root -> root.document() != null)
        && roots.stream().anyMatch(RootDigest::idDependsOnLayers);
    long undecided = roots.stream()
        .filter(root -> root.tags().isEmpty())
        .filter(RootDigest::idDependsOnLayers)
        .count();
    return mixed || undecided > 1 || packedTwice(roots);
  }

  /** Whether an image is packed in two ways of which only the bytes can tell which one is taken. */
  private static boolean packedTwice(List<Root> roots) {
    Map<String, List<Layer>> seen = new HashMap<>();
    for (Root root : roots) {
      if (root instanceof Root.Image image
          && image.manifest() == null
          && image.config() instanceof ConfigSource.Verbatim config
          && packing(image).stream().anyMatch(each -> each != Compression.NONE)) {
        String key = Digest.of(config.raw()).hex() + " " + packing(image);
        List<Layer> other = seen.putIfAbsent(key, image.layers());
        if (other != null && !other.equals(image.layers())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Joins and sorts.
   *
   * @param digests real ones if {@link #needsDigests} says so, otherwise placeholders will do
   * @throws io.github.layerlift.fault.MalformedArchiveException if one tag refers to two images
   */
  public static List<Root> of(List<Root> roots, LayerDigests digests) throws LayerliftException {
    List<Root> sorted = new ArrayList<>(roots);
    sorted.sort((one, other) -> compare(one, other, digests));
    Map<Digest, Digest> manifests = manifests(sorted, digests);
    Map<Digest, List<Root>> same = new LinkedHashMap<>();
    for (Root root : sorted) {
      same.computeIfAbsent(identity(root, manifests, digests), any -> new ArrayList<>())
          .add(root);
    }
    List<Root> joined = same.values().stream().map(each -> join(each, digests)).toList();
    requireDistinctTags(joined, digests);
    return joined;
  }

  /** The first manifest of each image that has one, by image ID. */
  private static Map<Digest, Digest> manifests(List<Root> roots, LayerDigests digests) {
    Map<Digest, Digest> manifests = new HashMap<>();
    for (Root root : roots) {
      if (root instanceof Root.Image image && image.manifest() != null) {
        manifests.putIfAbsent(RootDigest.id(root, digests), RootDigest.of(root, digests));
      }
    }
    return manifests;
  }

  /** An image is its config, however its layers are packed, unless it has its own manifest. */
  private static Digest identity(Root root, Map<Digest, Digest> manifests, LayerDigests digests) {
    if (root instanceof Root.Image image && image.manifest() == null) {
      Digest id = RootDigest.id(root, digests);
      return manifests.getOrDefault(id, id);
    }
    return RootDigest.of(root, digests);
  }

  private static int compare(Root one, Root other, LayerDigests digests) {
    int byTag = firstTag(one).compareTo(firstTag(other));
    if (byTag != 0) {
      return byTag;
    }
    int byId = RootDigest.id(one, digests)
        .hex()
        .compareTo(RootDigest.id(other, digests).hex());
    return byId != 0 ? byId : compareStored(one, other, digests);
  }

  /** By how layers are packed, plain ones first; then by all that is stored. */
  private static int compareStored(Root one, Root other, LayerDigests digests) {
    int byPacking = Comparators.lexicographical(Comparator.<Compression>naturalOrder())
        .compare(packing(one), packing(other));
    return byPacking != 0
        ? byPacking
        : RootDigest.of(one, digests)
            .hex()
            .compareTo(RootDigest.of(other, digests).hex());
  }

  /** How each layer is packed. */
  private static List<Compression> packing(Root root) {
    return root instanceof Root.Image image
        ? image.layers().stream()
            .map(layer -> layer.content() instanceof LayerContent.Stored stored
                ? stored.compression()
                : Compression.NONE)
            .toList()
        : List.of();
  }

  /** One with a manifest stays as it is; of others, which of them doesn't depend on their order. */
  private static Root join(List<Root> same, LayerDigests digests) {
    List<Reference> tags = new ArrayList<>();
    Root first = same.get(0);
    for (Root other : same) {
      tags.addAll(other.tags());
      if (first.document() == null
          && (other.document() != null || compareStored(first, other, digests) > 0)) {
        first = other;
      }
    }
    return first.withTags(tags);
  }

  /** Sorts after every tag; for roots without one. */
  private static String firstTag(Root root) {
    return root.tags().isEmpty() ? "\uffff" : root.tags().get(0).toString();
  }

  private static void requireDistinctTags(Iterable<Root> roots, LayerDigests digests)
      throws LayerliftException {
    Map<Reference, Root> owners = new HashMap<>();
    for (Root root : roots) {
      for (Reference tag : root.tags()) {
        Root other = owners.put(tag, root);
        if (other != null) {
          throw Fault.of(
                  ErrorCode.TAG_CONFLICT,
                  "the tag \"" + tag + "\" refers to two images: "
                      + RootDigest.shortId(other, digests) + " and "
                      + RootDigest.shortId(root, digests))
              .hint(WayOut.of("readers disagree on which one counts; ")
                  .set(Setting.CONVERT_SELECT)
                  .then(" takes one of them by its digest"))
              .exception();
        }
      }
    }
  }
}
