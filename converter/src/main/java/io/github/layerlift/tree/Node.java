package io.github.layerlift.tree;

import io.github.layerlift.tar.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A name in the tree, and what it refers to. Only the merge changes it. */
public abstract sealed class Node permits Folder, Leaf {
  private final String name;
  private final @Nullable Folder parent;
  private int layer;

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

  public abstract Attributes attributes();

  /** The last part of its path; empty for the root. */
  public final String name() {
    return name;
  }

  final boolean isRoot() {
    return parent == null;
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
