package io.github.layerlift.layering;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.tree.LayerStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes files out of every layer of images. All other bytes of the layers stay as they are. */
public final class Purge {
  private final PathPattern pattern;
  private final int maxEntries;
  private final Map<Extent, PurgedLayer> known = new HashMap<>();
  private boolean found;

  /**
   * Doesn't read anything yet.
   *
   * @param pattern an absolute path; {@code *} and {@code ?} match within a name, {@code **} any folders
   * @param maxEntries how many entries a layer may have
   */
  public Purge(String pattern, int maxEntries) {
    this.pattern = new PathPattern(pattern);
    this.maxEntries = maxEntries;
  }

  /** Unpacks a layer that has to be rewritten. */
  @FunctionalInterface
  public interface Unpacker {
    /** The unpacked bytes of {@code layer}; itself if it isn't packed. */
    Stored plain(Stored layer) throws IOException;
  }

  /**
   * The layers without the files: the same one where a layer has none.
   *
   * @param stack the layers of one image
   * @throws io.github.layerlift.fault.MalformedArchiveException if a layer can't be unpacked
   */
  public List<Stored> apply(LayerStack stack, Unpacker unpacker) throws IOException {
    List<Stored> layers = stack.layers();
    List<PurgedLayer> purged = new ArrayList<>();
    List<Stored> result = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Stored layer = layers.get(i);
      PurgedLayer seen = known.get(layer.extent());
      if (seen == null) {
        seen = PurgedLayer.scan(layer, i + 1, stack, pattern, maxEntries);
        known.put(layer.extent(), seen);
      }
      found |= seen.hasMatches();
      purged.add(seen);
      result.add(seen.without(purged, unpacker));
    }
    return result;
  }

  /** Whether any layer had any of the files. */
  public boolean hasFound() {
    return found;
  }
}
