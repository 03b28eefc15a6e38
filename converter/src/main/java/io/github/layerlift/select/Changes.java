package io.github.layerlift.select;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.options.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Applies changes to images, one after the other. */
public final class Changes {
  private final List<Change> changes;

  /** The given {@code changes}, in their order. */
  public Changes(List<Change> changes) {
    this.changes = changes;
  }

  /** Whether a digest is requested that only hashing can tell. */
  public boolean needDigests(List<Root> roots, Supplier<LayerDigests> placeholders) {
    for (Change change : changes) {
      if (change instanceof Change.Select select
          && Selection.needsDigests(select.images(), roots, placeholders)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the images get names other than those in the archive. */
  public boolean rename() {
    return changes.stream().anyMatch(Change.Rename.class::isInstance);
  }

  /**
   * Applies all of them.
   *
   * @throws io.github.layerlift.fault.UsageException if one can't be applied to these images
   */
  public List<Root> apply(List<Root> roots, LayerDigests digests) throws LayerliftException {
    List<Root> changed = roots;
    for (Change change : changes) {
      changed = apply(change, changed, digests);
    }
    return changed;
  }

  private static List<Root> apply(Change change, List<Root> roots, LayerDigests digests)
      throws LayerliftException {
    if (change instanceof Change.Select select) {
      return Selection.apply(select.images(), roots, digests);
    }
    if (change instanceof Change.Rename rename) {
      return rename(roots, rename.names());
    }
    // edits come later: they may need layers
    return roots;
  }

  private static List<Root> rename(List<Root> roots, List<String> names) throws LayerliftException {
    if (roots.size() != 1) {
      throw Fault.of(
              ErrorCode.BAD_OPTION,
              "a tag can only name one image, but " + roots.size() + " are selected")
          .hint(WayOut.of(Setting.CONVERT_SELECT, " takes one of them"))
          .exception();
    }
    List<Reference> tags = new ArrayList<>();
    for (String name : names) {
      tags.add(Reference.parse(name)
          .orElseThrow(() -> Fault.of(
                  ErrorCode.BAD_OPTION, "the tag \"" + name + "\" is not a valid Docker name")
              .exception()));
    }
    return List.of(roots.get(0).withTags(tags));
  }
}
