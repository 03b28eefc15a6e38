package io.github.layerlift.convert;

import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.plan.RootOrder;
import io.github.layerlift.pour.Hashing;
import io.github.layerlift.select.Changes;
import java.io.IOException;
import java.util.List;

/** Settles which images are written, under which names and in which order. */
final class Settling {
  private final Changes changes;
  private final Hashing hashing;
  private final boolean hashesAll;

  /**
   * @param hashesAll whether all layers are hashed before anything is written
   */
  Settling(Changes changes, Hashing hashing, boolean hashesAll) {
    this.changes = changes;
    this.hashing = hashing;
    this.hashesAll = hashesAll;
  }

  /**
   * Hashes layers that can't be told apart otherwise, applies the changes, and puts the remaining
   * images into the order that their content determines.
   */
  ImageSet settle(ImageSet found) throws IOException {
    List<Root> roots = found.roots();
    boolean all = hashesAll
        || changes.needDigests(roots, () -> found.table().placeholders())
        || RootOrder.needsDigests(roots)
        || BlobTable.hidesTwins(roots);
    ImageSet images = hashing.hash(found, all ? BlobTable.all(roots) : BlobTable.ambiguous(roots));
    ImageSet changed = images.with(changes.apply(roots, digests(images, all)));
    return changed.with(RootOrder.of(changed.roots(), digests(changed, all)));
  }

  private static LayerDigests digests(ImageSet images, boolean real) {
    return real ? images.digests() : images.table().placeholders();
  }
}
