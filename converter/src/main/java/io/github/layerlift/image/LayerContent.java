package io.github.layerlift.image;

import io.github.layerlift.bytes.Extent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a layer are. */
public sealed interface LayerContent {
  /** Size of the packed bytes. */
  long size();

  /**
   * In the archive.
   *
   * @param extent the bytes as they are stored
   * @param compression how they are packed
   * @param digest of the stored bytes, if the archive declares it
   */
  record Stored(
      Extent extent, Compression compression, @Nullable Digest digest) implements LayerContent {
    /** Size of the stored bytes. */
    @Override
    public long size() {
      return extent.size();
    }
  }

  /**
   * Somewhere else, as the base layers of Windows images are; only the descriptor is kept.
   *
   * @param mediaType in its OCI form
   * @param size of the packed bytes
   * @param urls where they can be fetched
   */
  record Foreign(String mediaType, Digest digest, long size, List<String> urls)
      implements LayerContent {
    public Foreign {
      urls = List.copyOf(urls);
    }
  }
}
