package io.github.layerlift.plan;

import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place where a root refers to stored bytes, with what it claims about them.
 *
 * @param diffId the digest claimed for the unpacked bytes; null if none is
 * @param layer whether it is a layer, to be unpacked and hashed, rather than an opaque blob
 */
record LayerUse(Stored stored, @Nullable Digest diffId, boolean layer) {
  private static final Digest EMPTY = Digest.of(new byte[0]);

  /** All places where {@code roots} name stored bytes, in the order in which they name them. */
  static List<LayerUse> of(List<Root> roots) {
    List<LayerUse> uses = new ArrayList<>();
    roots.forEach(root -> collect(root, uses));
    return uses;
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

  /** The digest of the stored bytes, if it is claimed; null if it has to be computed. */
  @Nullable
  Digest claimedDigest() {
    if (stored.extent().size() == 0) {
      return EMPTY;
    }
    boolean plain = stored.compression() == Compression.NONE;
    return stored.digest() == null && plain && layer ? diffId : stored.digest();
  }
}
