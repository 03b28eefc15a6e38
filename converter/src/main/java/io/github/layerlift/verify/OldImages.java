package io.github.layerlift.verify;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The content of an archive that a layout must have too.
 *
 * @param images those below an index too
 * @param artifacts digests of manifests that are not images
 */
record OldImages(List<Old> images, Set<Digest> artifacts) {
  OldImages {
    images = List.copyOf(images);
    artifacts = new LinkedHashSet<>(artifacts);
  }

  /**
   * One image.
   *
   * @param root its place among the archive's roots
   * @param tags its names, or those of the index that contains it
   */
  record Old(int root, Root.Image image, List<Reference> tags) {}

  static OldImages of(List<Root> roots) {
    List<Old> images = new ArrayList<>();
    Set<Digest> artifacts = new LinkedHashSet<>();
    for (int i = 0; i < roots.size(); i++) {
      collect(i, roots.get(i), roots.get(i).tags(), images, artifacts);
    }
    return new OldImages(images, artifacts);
  }

  private static void collect(
      int place, Root root, List<Reference> tags, List<Old> images, Set<Digest> artifacts) {
    if (root instanceof Root.Image image) {
      images.add(new Old(place, image, tags));
    } else if (root instanceof Root.Index index) {
      for (Root child : index.children()) {
        collect(place, child, tags, images, artifacts);
      }
    } else {
      artifacts.add(Digest.of(((Root.Artifact) root).manifest().bytes()));
    }
  }
}
