package io.github.layerlift.plan;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.layout.LayerDigests;
import java.util.Map;
import java.util.Objects;

/**
 * Digests of layers that were hashed.
 *
 * @param hashed by extent; must have every requested one
 */
public record HashedDigests(Map<Extent, Hashed> hashed) implements LayerDigests {
  public HashedDigests {
    hashed = Map.copyOf(hashed);
  }

  @Override
  public Digest blob(Stored layer) {
    return of(layer).blob();
  }

  @Override
  public Digest diffId(Stored layer) {
    return of(layer).diffId();
  }

  private Hashed of(Stored layer) {
    return Objects.requireNonNull(hashed.get(layer.extent()), "a layer that was not hashed");
  }
}
