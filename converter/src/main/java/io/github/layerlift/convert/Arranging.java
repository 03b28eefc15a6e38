package io.github.layerlift.convert;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.plan.RootOrder;
import io.github.layerlift.pour.Hashing;
import io.github.layerlift.select.Changes;
import io.github.layerlift.select.Origin;
import java.io.IOException;
import java.util.List;

/** Which images come out, under which names, and in which order; hashes what has to be known for that. */
final class Arranging {
  private final Changes changes;
  private final List<Origin> origins;
  private final Hashing hashing;

  /**
   * @param origins of the images
   */
  Arranging(Changes changes, List<Origin> origins, Hashing hashing) {
    this.changes = changes;
    this.origins = List.copyOf(origins);
    this.hashing = hashing;
  }

  /** Selects images, and renames them. */
  ImageSet choose(ImageSet found) throws IOException {
    boolean all = changes.needDigests(found.roots(), () -> found.table().placeholders());
    ImageSet images = hash(found, all);
    return images.with(changes.apply(images.roots(), origins, images.table().placeholders()));
  }

  /** Hashes layers that can't be told apart otherwise, or all of them. */
  ImageSet hash(ImageSet images, boolean all) throws IOException {
    List<Root> roots = images.roots();
    boolean each = all || RootOrder.needsDigests(roots) || BlobTable.hidesTwins(roots);
    return hashing.hash(images, each ? BlobTable.all(roots) : BlobTable.ambiguous(roots));
  }

  /** Puts the images into an index, if one is wanted, and into the order that their content determines. */
  ImageSet settle(ImageSet images, JsonReader json) throws LayerliftException {
    ImageSet gathered =
        images.with(changes.gather(images.roots(), images.table().placeholders(), json));
    try {
      return gathered.with(RootOrder.of(gathered.roots(), gathered.table().placeholders()));
    } catch (MalformedArchiveException e) {
      // no archive is wrong if each has its own image under that name
      throw origins.size() > 1 && e.code() == ErrorCode.TAG_CONFLICT
          ? e.with(WayOut.of(Setting.MERGE_PREFER, " says which archive's image gets it"))
          : e;
    }
  }

  /** Whether any image is in an index, and has a manifest that stays for that reason. */
  static boolean keepsManifests(List<Root> roots) {
    return roots.stream()
        .anyMatch(root -> root instanceof Root.Index index
            && index.children().stream()
                .anyMatch(child -> child instanceof Root.Image image
                    ? image.manifest() != null
                    : keepsManifests(List.of(child))));
  }
}
