package io.github.layerlift.pour;

import io.github.layerlift.image.Hashed;
import io.github.layerlift.plan.Blob;
import org.jspecify.annotations.Nullable;

/**
 * One blob to be moved.
 *
 * @param to where its bytes go, as they are
 * @param known what the bytes are, if that is known and can't have changed; then they are not hashed
 */
public record Pour(Blob blob, Slot to, @Nullable Hashed known) {
  /** A blob that has to be hashed. */
  public Pour(Blob blob, Slot to) {
    this(blob, to, null);
  }
}
