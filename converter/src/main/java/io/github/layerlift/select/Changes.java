package io.github.layerlift.select;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.GivenName;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonReader;
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

  /**
   * Finds wrong names before any archive is read.
   *
   * @param pushed whether the names say which registries to speak with
   * @param archives the names of the inputs
   * @throws io.github.layerlift.fault.UsageException if one is given that no image can have, or no
   *     input has
   */
  public void requireNames(boolean pushed, List<String> archives) throws LayerliftException {
    for (Change change : changes) {
      if (change instanceof Change.Select select) {
        for (String archive : select.from().keySet()) {
          requireOneOf(archives, archive);
        }
      }
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
          && Selection.needsDigests(wanted(select), roots, placeholders)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> wanted(Change.Select select) {
    List<String> all = new ArrayList<>(select.images());
    select.from().values().forEach(all::addAll);
    return all;
  }

  private static void requireOneOf(List<String> archives, String archive)
      throws LayerliftException {
    if (!archives.contains(archive)) {
      throw Fault.of(
              ErrorCode.BAD_OPTION,
              "images are wanted from " + archive + ", which isn't one of the archives")
          .hint("the archives are " + String.join(", ", archives))
          .exception();
    }
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
    return apply(roots, List.of(), digests);
  }

  /**
   * Applies all that choose or rename images of several archives.
   *
   * @param origins of {@code roots}
   * @throws io.github.layerlift.fault.UsageException if one can't be applied to these images
   */
  public List<Root> apply(List<Root> roots, List<Origin> origins, LayerDigests digests)
      throws LayerliftException {
    List<Root> changed = roots;
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      if (!(change instanceof Change.Select select) || select.from().isEmpty()) {
        changed = apply(change, changed, digests);
      } else if (i == 0) {
        changed = Selection.apply(select, roots, origins, digests);
      } else {
        throw Fault.of(
                ErrorCode.BAD_OPTION,
                "images can be taken from single archives before all other changes only")
            .exception();
      }
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
