package io.github.layerlift.select;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.GivenName;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.options.Change;
import java.util.List;
import java.util.function.Supplier;

/** Applies changes to images, one after the other. */
public final class Changes {
  private final List<Change> changes;

  /** The given {@code changes}, in their order. */
  public Changes(List<Change> changes) {
    this.changes = changes;
  }

  /**
   * Finds wrong names before any archive is read.
   *
   * @param pushed whether the names say which registries to speak with
   * @throws io.github.layerlift.fault.UsageException if one is given that no image can have
   */
  public void requireNames(boolean pushed) throws LayerliftException {
    for (Change change : changes) {
      if (change instanceof Change.Rename rename) {
        for (String name : rename.names()) {
          new GivenName(name, pushed).name();
        }
      } else if (change instanceof Change.Index index) {
        new GivenName(index.name(), pushed).name();
      } else if (change instanceof Change.Move move) {
        new GivenName(move.prefix(), pushed).registry();
      }
    }
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
    return changes.stream()
        .anyMatch(change -> change instanceof Change.Rename || change instanceof Change.Index);
  }

  /**
   * Applies all that choose or rename images.
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
      return Naming.rename(roots, rename.names());
    }
    if (change instanceof Change.Move move) {
      return Naming.move(roots, move.prefix());
    }
    if (change instanceof Change.Prefer prefer) {
      return Naming.prefer(roots, prefer.which());
    }
    // edits come later: they may need layers; and indexes after those
    return roots;
  }

  /**
   * Puts edited images into an index, if that is wanted.
   *
   * @throws io.github.layerlift.fault.UsageException if they don't fit into one
   */
  public List<Root> gather(List<Root> roots, LayerDigests digests, JsonReader json)
      throws LayerliftException {
    List<Root> gathered = roots;
    for (Change change : changes) {
      if (change instanceof Change.Index index) {
        gathered = Gathering.of(gathered, index.name(), digests, json);
      }
    }
    return gathered;
  }
}
