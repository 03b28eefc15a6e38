package io.github.layerlift.verify;

import io.github.layerlift.image.Digest;
import io.github.layerlift.json.JsonFields;
import java.util.List;

/**
 * An image as its manifest and config describe it.
 *
 * @param where its manifest, for findings
 * @param config the config's document
 * @param diffIds as the config declares them, base first
 * @param layers as the manifest declares them, base first
 */
record ImageFound(
    String where,
    Digest manifest,
    Digest configDigest,
    JsonFields config,
    List<String> diffIds,
    List<LayerFound> layers) {
  ImageFound {
    diffIds = List.copyOf(diffIds);
    layers = List.copyOf(layers);
  }

  /**
   * A layer's descriptor.
   *
   * @param where its position, for findings
   */
  record LayerFound(String where, Digest digest, String mediaType) {}
}
