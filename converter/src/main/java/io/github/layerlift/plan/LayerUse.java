package io.github.layerlift.plan;

import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import org.jspecify.annotations.Nullable;

/**
 * One place where a root refers to stored bytes, with what it claims about them.
 *
 * @param diffId the digest claimed for the unpacked bytes; null if none is
 * @param layer whether it is a layer, to be unpacked and hashed, rather than an opaque blob
 */
record LayerUse(Stored stored, @Nullable Digest diffId, boolean layer) {
  private static final Digest EMPTY = Digest.of(new byte[0]);

  /** The digest of the stored bytes, if it is claimed; null if it has to be computed. */
  @Nullable
  Digest claimedDigest() {
    if (stored.extent().size() == 0) {
      return EMPTY;
    }
    boolean plain = stored.compression() == Compression.NONE;
    return stored.digest() == null && plain && layer ? diffId : stored.digest();
  }
}
