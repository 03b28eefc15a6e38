package io.github.layerlift.dialect;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import java.util.List;
import java.util.Map;

/** Reads layers while images are read, where a damaged one must not spoil the others. */
public interface Proof {
  /** Takes every layer as it is declared: a conversion checks them when it writes them. */
  Proof NONE = new Proof() {
    @Override
    public boolean readsLayers() {
      return false;
    }

    @Override
    public void check(Root root) {
      // declared is good enough
    }

    @Override
    public Root require(Root root) {
      return root;
    }

    @Override
    public Map<Digest, Stored> byDiffId(List<Stored> layers) {
      return Map.of();
    }
  };

  /** Whether layers are read at all. */
  boolean readsLayers();

  /**
   * Checks that the layers of {@code root} are what it claims.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if one isn't
   */
  void check(Root root) throws LayerliftException;

  /** The same for what no index lists; an image may be given another config instead. */
  Root require(Root root) throws LayerliftException;

  /** Layers by the digest of their unpacked bytes; those that can't be unpacked are left out. */
  Map<Digest, Stored> byDiffId(List<Stored> layers) throws LayerliftException;
}
