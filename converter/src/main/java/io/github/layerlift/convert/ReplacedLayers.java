package io.github.layerlift.convert;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.Claims;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.pour.Pour;
import io.github.layerlift.pour.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Layers that edits have replaced by others. They are hashed all the same: what was made of them is
 * right only if they are what the archive claims.
 */
final class ReplacedLayers {
  /** Nothing was edited. */
  static final ReplacedLayers NONE = new ReplacedLayers(ImageSet.of(List.of()), Set.of());

  private final ImageSet before;
  private final Set<Extent> extents;

  private ReplacedLayers(ImageSet before, Set<Extent> extents) {
    this.before = before;
    this.extents = extents;
  }

  /** The layers that {@code before} has and {@code after} doesn't. */
  static ReplacedLayers of(ImageSet before, ImageSet after) {
    Set<Extent> extents = new HashSet<>(BlobTable.all(before.roots()));
    BlobTable.all(after.roots()).forEach(extents::remove);
    return new ReplacedLayers(before, extents);
  }

  /** Hashes those that aren't in {@code hashed}. */
  List<Pour> pours(Map<Extent, Hashed> hashed) {
    List<Pour> pours = new ArrayList<>();
    if (!extents.isEmpty()) {
      for (Blob blob : BlobTable.each(before.roots())) {
        if (extents.contains(blob.source()) && !hashed.containsKey(blob.source())) {
          pours.add(new Pour(blob, Slot.NOWHERE));
        }
      }
    }
    return pours;
  }

  /**
   * Checks them.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if one isn't what the archive claims
   */
  void check(Map<Extent, Hashed> hashed) throws LayerliftException {
    if (!extents.isEmpty()) {
      Claims.check(before.table(), extents, hashed);
    }
  }
}
