package io.github.layerlift.layout;

import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An image as Docker's own manifest lists it. Of several platforms under one name it can hold only
 * one: linux on amd64 if that is there, else the first.
 *
 * @param tags that the image has there
 */
record DockerItem(ImageFiles files, List<Reference> tags) {

  static List<DockerItem> all(List<Root> roots, IdentityHashMap<Root.Image, ImageFiles> files) {
    Map<String, DockerItem> items = new LinkedHashMap<>();
    for (Root root : roots) {
      Optional<Root.Image> image = chosen(root);
      if (image.isPresent()) {
        DockerItem item =
            new DockerItem(Objects.requireNonNull(files.get(image.get())), root.tags());
        items.merge(item.files.configDigest().hex(), item, DockerItem::join);
      }
    }
    return List.copyOf(items.values());
  }

  /** Two manifests of one config are one image to Docker. */
  private DockerItem join(DockerItem other) {
    Set<Reference> both = new TreeSet<>(tags);
    both.addAll(other.tags);
    return new DockerItem(files, List.copyOf(both));
  }

  private static Optional<Root.Image> chosen(Root root) {
    if (root instanceof Root.Image image) {
      return Optional.of(image);
    }
    Root.Image first = null;
    if (root instanceof Root.Index index) {
      for (Root child : index.children()) {
        Optional<Root.Image> image = chosen(child);
        if (image.isPresent() && isUsual(image.get().platform())) {
          return image;
        }
        first = first == null ? image.orElse(null) : first;
      }
    }
    return Optional.ofNullable(first);
  }

  private static boolean isUsual(Platform platform) {
    return platform.os().equals(Platform.LINUX_AMD64.os())
        && platform.architecture().equals(Platform.LINUX_AMD64.architecture());
  }
}
