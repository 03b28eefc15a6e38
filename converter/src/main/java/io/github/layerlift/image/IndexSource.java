package io.github.layerlift.image;

import java.util.List;

/** Where the bytes of an image index come from. */
public sealed interface IndexSource {
  /** An index from the archive, which is never changed. */
  record Verbatim(Root.Document document) implements IndexSource {}

  /** An index that has to be made, since it lists images that were never under one name. */
  record Made(Recipe recipe) implements IndexSource {}

  /** Makes an index's bytes. */
  @FunctionalInterface
  interface Recipe {
    /**
     * The bytes, whose number doesn't depend on the children's digests.
     *
     * @param children their manifests, in the order of the index
     */
    byte[] bytes(List<Root.Document> children);
  }
}
