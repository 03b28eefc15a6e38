package io.github.layerlift.pour;

import io.github.layerlift.image.Hashed;
import io.github.layerlift.plan.Blob;
import org.jspecify.annotations.Nullable;

/**
 * One blob to move.
 *
 * @param to where its bytes go, as they are
 * @param known the digests, if they are known and can't have changed; then the blob isn't hashed
 */
public record Pour(Blob blob, Slot to, @Nullable Hashed known) {
  /** A blob to hash. */
  public Pour(Blob blob, Slot to) {
    this(blob, to, null);
  }
}
