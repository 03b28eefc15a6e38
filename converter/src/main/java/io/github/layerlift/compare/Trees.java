package io.github.layerlift.compare;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.MergeWatcher;
import io.github.layerlift.tree.Whiteouts;
import java.io.IOException;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of both images. The layers at their base that they share are read once, and make one
 * tree, of which each side gets a copy.
 *
 * @param layersA all layers of the first image
 * @param layersB those of the second image; the ones that it shares are those of the first
 */
record Trees(ImageTree a, LayerStack layersA, ImageTree b, LayerStack layersB) {
  static Trees of(Side a, Side.Described ofA, Side b, Side.Described ofB) throws IOException {
    int shared = LayerRows.sharedBase(ofA, ofB);
    SortedMap<Integer, Stored> storedA = a.stored(ofA, 1);
    SortedMap<Integer, Stored> storedB = b.stored(ofB, shared + 1);
    storedB.putAll(storedA.headMap(shared + 1));
    LayerStack layersA = a.layers(storedA);
    LayerStack layersB = b.layers(storedB);
    LayerStack upperB = layersB.from(shared + 1);
    Base base = new Base(shared, a.warnings(), b.warnings());
    ImageTree treeA = a.explaining(() -> base.keepFor(layersA, a.maxEntries()));
    ImageTree treeB = b.explaining(() -> base.tree == null
        ? ImageTree.of(upperB, Whiteouts.APPLIED, b.maxEntries(), b.warnings())
        : base.tree.under(upperB, b.maxEntries(), b.warnings()));
    return new Trees(treeA, layersA, treeB, layersB);
  }

  /** Takes a copy of the tree when the shared layers are merged. */
  private static final class Base implements MergeWatcher {
    private final Warnings warningsA;
    private final Warnings warningsB;
    private final Warnings ofTree = new Warnings();
    private int left;
    private @Nullable ImageTree tree;

    Base(int shared, Warnings warningsA, Warnings warningsB) {
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
