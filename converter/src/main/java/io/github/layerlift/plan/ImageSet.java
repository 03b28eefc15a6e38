package io.github.layerlift.plan;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Images, and what is known about the bytes of their layers: each stage of a conversion takes one,
 * and hands one on.
 *
 * @param hashed what was hashed so far; may be more than the images need
 */
public record ImageSet(List<Root> roots, Map<Extent, Hashed> hashed) {
  public ImageSet {
    roots = List.copyOf(roots);
    hashed = Map.copyOf(hashed);
  }

  /** Images with layers of which nothing is known yet. */
  public static ImageSet of(List<Root> roots) {
    return new ImageSet(roots, Map.of());
  }

  /** Other images with the same layers. */
  public ImageSet with(List<Root> others) {
    return new ImageSet(others, hashed);
  }

  /** The same images, with more known about their layers. */
  public ImageSet with(Map<Extent, Hashed> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<Extent, Hashed> all = new HashMap<>(hashed);
    all.putAll(more);
    return new ImageSet(roots, all);
  }

  /** Which of their bytes are one blob, as far as is known. */
  public BlobTable table() {
    return BlobTable.of(roots, hashed);
  }

  /** The digests of the layers; all must be hashed. */
  public LayerDigests digests() {
    return layer -> hashed(layer.extent());
  }

  /** The digests of a table's blobs, by their index; all must be hashed. */
  public List<Digest> digests(BlobTable table) {
    List<Digest> digests = new ArrayList<>(table.blobs().size());
    for (Blob blob : table.blobs()) {
      digests.add(hashed(blob.source()).blob());
    }
    return digests;
  }

  private Hashed hashed(Extent extent) {
    return Objects.requireNonNull(hashed.get(extent), "not hashed");
  }
}
