package io.github.layerlift.layout;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.List;

/**
 * The result for an image.
 *
 * @param tags its own, or those of the index that it belongs to
 * @param id the digest of its config, which is its image ID
 * @param manifest the digest of its manifest
 * @param layers digests of its layers' blobs, base first
 * @param diffIds of its layers, base first
 */
public record ImageSummary(
    Root.Image image,
    List<Reference> tags,
    Digest id,
    Digest manifest,
    List<Digest> layers,
    List<Digest> diffIds) {
  public ImageSummary {
    tags = List.copyOf(tags);
    layers = List.copyOf(layers);
    diffIds = List.copyOf(diffIds);
  }

  static ImageSummary of(ImageFiles files, List<Reference> tags) {
    return new ImageSummary(
        files.image(),
        tags,
        files.configDigest(),
        files.descriptor().digest(),
        files.layers(),
        files.diffIds());
  }
}
