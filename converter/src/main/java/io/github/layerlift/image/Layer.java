package io.github.layerlift.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One layer of an image.
 *
 * @param diffId the digest of the unpacked bytes that the config declares; null if the archive is
 *     from before there were diff IDs
 * @param v1Ids the folder names under which the archive stores it; none in other dialects
 */
public record Layer(LayerContent content, @Nullable Digest diffId, List<String> v1Ids) {
  public Layer {
    v1Ids = List.copyOf(v1Ids);
  }
}
