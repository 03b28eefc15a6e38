package io.github.layerlift.layout;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.LayerContent.Stored;

/** The digests of layers: real ones, or placeholders while only sizes matter. */
@FunctionalInterface
public interface LayerDigests {
  /** What the bytes of {@code layer} are. */
  Hashed of(Stored layer);

  /** The digest of the bytes as they will be stored. */
  default Digest blob(Stored layer) {
    return of(layer).blob();
  }

  /** The digest of the unpacked bytes. */
  default Digest diffId(Stored layer) {
    return of(layer).diffId();
  }
}
