package io.github.layerlift.cli.shelf;

import io.github.layerlift.cli.shelf.Archive.Contents;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the archives store, and what they store more than once.
 *
 * @param distinct how many layers there are
 * @param distinctBytes what they take if each is stored once
 * @param storedBytes what they take in all archives together
 * @param largest the first few by size
 * @param shared the first few by what storing them once would save
 */
record LayerFigures(
    int distinct, long distinctBytes, long storedBytes, List<Use> largest, List<Use> shared) {
  private static final int MAX_LISTED = 15;

  /**
   * A layer and the archives that have it.
   *
   * @param archives how many
   * @param example the first
   */
  record Use(Layer layer, int archives, String example) {
    /** Bytes that all copies but one take. */
    long extra() {
      return layer.size() * (archives - 1);
    }

    Use again() {
      return new Use(layer, archives + 1, example);
    }
  }

  LayerFigures {
    largest = List.copyOf(largest);
    shared = List.copyOf(shared);
  }

  static LayerFigures of(List<Archive> archives) {
    Map<Layer, Use> uses = new HashMap<>();
    for (Archive archive : archives) {
      for (Layer layer : archive.contents().map(Contents::layers).orElse(List.of())) {
        uses.merge(layer, new Use(layer, 1, archive.input()), (known, one) -> known.again());
      }
    }
    long distinct = uses.keySet().stream().mapToLong(Layer::size).sum();
    long extra = uses.values().stream().mapToLong(Use::extra).sum();
    return new LayerFigures(
        uses.size(),
        distinct,
        distinct + extra,
        top(uses, Comparator.comparing(use -> use.layer().size()), use -> true),
        top(uses, Comparator.comparing(Use::extra), use -> use.archives() > 1));
  }

  private static List<Use> top(Map<Layer, Use> uses, Comparator<Use> by, Predicate<Use> listed) {
    return uses.values().stream()
        .filter(listed)
        .sorted(by.reversed().thenComparing(use -> use.layer().digest()))
        .limit(MAX_LISTED)
        .toList();
  }

  /** What one store for all would save, in bytes. */
  long saved() {
    return storedBytes - distinctBytes;
  }
}
