package io.github.layerlift.plan;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Compression;

/**
 * Stored bytes that are written once, however often the archive has them.
 *
 * @param index its place among the blobs, from 0
 * @param source where it is read from
 * @param unpack whether its unpacked bytes are hashed as well
 */
public record Blob(int index, Extent source, Compression compression, boolean unpack) {
  /** Size in bytes. */
  public long size() {
    return source.size();
  }
}
