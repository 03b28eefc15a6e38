package io.github.layerlift.layout;

import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Root;

/** The digests that identify a root. */
public final class RootDigest {
  private static final int SHORT_ID = 12;

  private RootDigest() {}

  /** The digest that {@code index.json} will have for it. */
  public static Digest of(Root root, LayerDigests digests) {
    return Digest.of(
        RootDocument.of(root, image -> ImageFiles.of(image, digests)).bytes());
  }

  /** The first 12 digits of {@link #id}, as Docker shows it. */
  public static String shortId(Root root, LayerDigests digests) {
    return id(root, digests).hex().substring(0, SHORT_ID);
  }

  /** An image's ID, which is its config's digest; any other root's own digest. */
  public static Digest id(Root root, LayerDigests digests) {
    return root instanceof Root.Image image
        ? ImageFiles.of(image, digests).configDigest()
        : of(root, digests);
  }

  /** Whether {@link #of} is unknown before the layers are hashed. */
  public static boolean dependsOnLayers(Root root) {
    if (root.document() != null) {
      return false;
    }
    return !(root instanceof Root.Index index)
        || index.children().stream().anyMatch(RootDigest::dependsOnLayers);
  }

  /** Whether {@link #id} is unknown before the layers are hashed. */
  public static boolean idDependsOnLayers(Root root) {
    return root instanceof Root.Image image
        ? !(image.config() instanceof ConfigSource.Verbatim)
        : dependsOnLayers(root);
  }
}
