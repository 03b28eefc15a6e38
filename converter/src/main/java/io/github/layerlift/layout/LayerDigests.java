package io.github.layerlift.layout;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;

/** The digests of layers: real ones, or placeholders while only sizes matter. */
public interface LayerDigests {
  /** The digest of the bytes as they will be stored. */
  Digest blob(Stored layer);

  /** The digest of the unpacked bytes. */
  Digest diffId(Stored layer);
}
