package io.github.layerlift.layering;

import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.tree.LayerStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes files out of every layer of images. All other bytes of the layers stay as they are.
 *
 * <p>A file is known by where it is in the image when its layer is applied, with links followed, since
 * that is where upper layers hide or replace it: so what is taken out of one layer is taken out of all,
 * and nothing comes to light that was hidden.
 */
public final class Purge {
  private final List<PathPattern> patterns;
  private final int maxEntries;
  private final Warnings warnings;

  /** Layers that images share are made once. */
  private final Map<LayerCut, Stored> known = new HashMap<>();

  private final BitSet found = new BitSet();

  /**
   * Doesn't read anything yet.
   *
   * @param patterns absolute paths; {@code *} and {@code ?} match within a name, {@code **} any folders
   * @param maxEntries how many entries the layers of an image may have together
   */
  public Purge(List<String> patterns, int maxEntries, Warnings warnings) {
    this.patterns = patterns.stream().map(PathPattern::of).toList();
    this.maxEntries = maxEntries;
    this.warnings = warnings;
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
    PurgeScan scan = PurgeScan.of(stack, patterns, maxEntries);
    found.or(scan.found());
    scan.warnOfLinks(warnings);
    List<Stored> result = new ArrayList<>();
    for (LayerCut cut : scan.cuts()) {
      Stored made = known.get(cut);
      if (made == null) {
        made = cut.make(scan.cuts(), unpacker);
        known.put(cut, made);
      }
      result.add(made);
    }
    return result;
  }

  /** Whether any layer had a file that a pattern matches; what only hides files doesn't count. */
  public boolean hasFound(int pattern) {
    return found.get(pattern);
  }
}
