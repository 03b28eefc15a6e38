package io.github.layerlift.edit;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Takes the images out of indexes, which list manifests that an edited image no longer has. */
final class OpenedIndexes {
  private OpenedIndexes() {}

  /** The same roots, with the only image of each index in its place. */
  static List<Root> of(List<Root> roots, Warnings warnings) throws LayerliftException {
    List<Root> opened = new ArrayList<>(roots.size());
    for (Root root : roots) {
      opened.add(root instanceof Root.Index index ? open(index, warnings) : root);
    }
    return opened;
  }

  private static Root open(Root.Index index, Warnings warnings) throws LayerliftException {
    List<Root.Image> images = new ArrayList<>();
    collect(index, images);
    String name = index.tags().isEmpty() ? "an index" : index.tags().get(0).toString();
    if (images.size() != 1) {
      throw Fault.of(
              ErrorCode.INDEX_NOT_EDITED,
              name + " is an index of " + images.size() + " images, which can't be edited as one")
          .hint(
              images.isEmpty()
                  ? WayOut.of("convert copies it as it is")
                  : WayOut.of(Setting.CONVERT_SELECT, " takes one of " + describe(images)))
          .exception();
    }
    warnings.add(
        WarningCode.INDEX_VOID,
        name + " was an index of one image, and of what attests it; only the image is edited and"
            + " kept, since the rest is about the image as it was");
    return images.get(0).withTags(index.tags());
  }

  /** Their digests: one name is all that they have together. */
  private static String describe(List<Root.Image> images) {
    List<String> all = new ArrayList<>();
    for (Root.Image image : images) {
      Root.Document manifest = Objects.requireNonNull(image.manifest());
      all.add(Digest.of(manifest.bytes()) + " (" + image.platform() + ")");
    }
    return String.join(", ", all);
  }

  private static void collect(Root root, List<Root.Image> images) {
    if (root instanceof Root.Image image) {
      images.add(image);
    } else if (root instanceof Root.Index index) {
      index.children().forEach(child -> collect(child, images));
    }
  }

  /** Warns of signatures and the like, which don't follow an image to its new digest. */
  static void warnOfArtifacts(List<Root> roots, Warnings warnings) {
    boolean edited = roots.stream()
        .anyMatch(root ->
            root instanceof Root.Image image && image.config() instanceof ConfigSource.Edited);
    long artifacts = roots.stream().filter(Root.Artifact.class::isInstance).count();
    if (edited && artifacts > 0) {
      warnings.add(
          WarningCode.ARTIFACTS_VOID,
          artifacts + " signatures, attestations or other artifacts are kept as they are; they are"
              + " about images as they were before they were edited");
    }
  }
}
