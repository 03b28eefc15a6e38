package io.github.layerlift.tree;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.tar.Entry;
import java.io.InputStream;

/** Looks on while layers are merged. */
public interface MergeWatcher {
  /** Sees nothing. */
  MergeWatcher NOBODY = new MergeWatcher() {};

  /**
   * A layer is about to be read.
   *
   * @param layer its number; the base is 1
   * @param unpacked its bytes
   * @return a stream that has the same bytes
   */
  default InputStream opening(int layer, InputStream unpacked) {
    return unpacked;
  }

  /**
   * An entry is about to be applied. Its content has not been read yet.
   *
   * @param layer its number; the base is 1
   * @param start where the first of its headers is in the unpacked layer
   * @param end where the next entry starts
   * @param tree of everything before this entry, which may change the links that led to it
   */
  default void applying(int layer, Entry entry, long start, long end, ImageTree tree)
      throws LayerliftException {}

  /**
   * Something was put into the tree: a leaf, or a folder that wasn't there. {@link Node#goneIn} says later
   * whether it stayed.
   */
  default void put(Node node) {}

  /**
   * All entries of a layer were applied.
   *
   * @param tree of everything up to this layer
   */
  default void finished(ImageTree tree) throws LayerliftException {}
}
