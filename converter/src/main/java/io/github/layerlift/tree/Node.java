package io.github.layerlift.tree;

import io.github.layerlift.tar.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A name in the tree, and what it refers to. Only the merge changes it. */
public abstract sealed class Node permits Folder, Leaf {
  private final String name;
  private final @Nullable Folder parent;
  private int layer;
  private int goneIn;

  Node(String name, @Nullable Folder parent, int layer) {
    this.name = name;
    this.parent = parent;
    this.layer = layer;
  }

  /** From the root, without a leading slash; empty for the root. */
  public final String path() {
    if (parent == null) {
      return "";
    }
    StringBuilder path = new StringBuilder(name);
    for (Folder at = parent; !at.isRoot(); at = at.parentOrSelf()) {
      path.insert(0, '/').insert(0, at.name());
    }
    return path.toString();
  }

  /** The folder that holds it; the root holds itself. */
  public final Folder parentOrSelf() {
    return parent == null ? (Folder) this : parent;
  }

  /** The layer that added it, or was the last to describe it; the base is 1. */
  public final int layer() {
    return layer;
  }

  /**
   * The layer that took it out of the tree, alone, or with a folder that it was in, or put something in its
   * place; 0 if it is in the tree.
   */
  public final int goneIn() {
    int first = goneIn;
    for (Folder at = parent; at != null; at = at.isRoot() ? null : at.parentOrSelf()) {
      int there = ((Node) at).goneIn;
      first = first == 0 || (there > 0 && there < first) ? there : first;
    }
    return first;
  }

  public abstract Attributes attributes();

  /** The last part of its path; empty for the root. */
  public final String name() {
    return name;
  }

  final boolean isRoot() {
    return parent == null;
  }

  /** Notes that it is not in the tree any more. */
  final void leave(int now) {
    goneIn = now;
  }

  final void stamp(int now) {
    layer = now;
  }

  /**
   * The same in another tree, which may be changed without changing this one.
   *
   * @param copies the copies of files with several names, which stay one file each
   */
  abstract Node copy(Folder into, Map<Inode, Inode> copies);

  /**
   * Removes what layers below {@code now} have added here.
   *
   * @return whether nothing is left
   */
  abstract boolean hideBelow(int now);
}
