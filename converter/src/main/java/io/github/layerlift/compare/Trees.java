package io.github.layerlift.compare;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Whiteouts;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of both images. The layers at their base that they share are read once, and make one
 * tree, of which each side gets a copy.
 *
 * @param layersA all layers of the first image
 * @param hashesA of files of the first image, as far as they are known
 * @param layersB those of the second image; the ones that it shares are those of the first
 * @param hashesB of files of the second image
 */
record Trees(
    ImageTree a,
    LayerStack layersA,
    PassingHashes hashesA,
    ImageTree b,
    LayerStack layersB,
    PassingHashes hashesB) {
  /**
   * Reads both trees.
   *
   * @param contents whether contents are to be compared
   */
  static Trees of(Side a, Side.Described ofA, Side b, Side.Described ofB, boolean contents)
      throws IOException {
    int shared = LayerRows.sharedBase(ofA, ofB);
    SortedMap<Integer, Stored> storedA = a.stored(ofA, 1);
    SortedMap<Integer, Stored> storedB = b.stored(ofB, shared + 1);
    storedB.putAll(storedA.headMap(shared + 1));
    LayerStack layersA = a.layers(storedA);
    LayerStack layersB = b.layers(storedB);
    LayerStack upperB = layersB.from(shared + 1);
    Set<Integer> hashedA = PassingHashes.worthIt(layersA, ofA.diffIds(), ofB.diffIds());
    Set<Integer> hashedB = PassingHashes.worthIt(layersB, ofB.diffIds(), ofA.diffIds());
    Base base = new Base(contents ? hashedA : Set.of(), shared, a.warnings(), b.warnings());
    PassingHashes hashesB = new PassingHashes(contents ? hashedB : Set.of());
    ImageTree treeA = a.explaining(() -> base.keepFor(layersA, a.maxEntries()));
    ImageTree treeB = b.explaining(() -> base.tree == null
        ? ImageTree.of(upperB, Whiteouts.APPLIED, b.maxEntries(), b.warnings(), hashesB)
        : base.tree.under(upperB, b.maxEntries(), b.warnings(), hashesB));
    return new Trees(treeA, layersA, base, treeB, layersB, hashesB);
  }

  /** Takes a copy of the tree when the shared layers are merged. */
  private static final class Base extends PassingHashes {
    private final Warnings warningsA;
    private final Warnings warningsB;
    private final Warnings ofTree = new Warnings();
    private int left;
    private @Nullable ImageTree tree;

    Base(Set<Integer> hashed, int shared, Warnings warningsA, Warnings warningsB) {
      super(hashed);
      this.left = shared;
      this.warningsA = warningsA;
      this.warningsB = warningsB;
    }

    ImageTree keepFor(LayerStack layers, int maxEntries) throws IOException {
      ImageTree whole = ImageTree.of(layers, Whiteouts.APPLIED, maxEntries, ofTree, this);
      ofTree.list().forEach(warningsA::add);
      return whole;
    }

    @Override
    public void finished(ImageTree merged) throws LayerliftException {
      left--;
      if (left == 0) {
        tree = merged.copy();
        ofTree.list().forEach(warningsB::add);
      }
    }
  }
}
