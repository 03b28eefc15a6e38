package io.github.layerlift.tree;

import io.github.layerlift.tar.Attributes;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A folder. Its children are sorted by name, so that everything made from the tree is reproducible. */
public final class Folder extends Node {
  private final int depth;
  private final TreeMap<String, Node> children = new TreeMap<>();
  private Attributes attributes;
  private boolean described;
  private boolean opaque;
  private int clearedIn;

  private Folder(String name, @Nullable Folder parent, int layer) {
    super(name, parent, layer);
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.attributes = Attributes.IMPLIED;
  }

  static Folder root() {
    return new Folder("", null, 0);
  }

  /** The root of a tree of its own, with all that is in this one. */
  Folder copyOfRoot() {
    return copyInto(null, new HashMap<>());
  }

  /** A folder that isn't in the tree, but knows where it would be. */
  static Folder apart(String name, Folder parent) {
    return new Folder(name, parent, 0);
  }

  /** Puts a new folder into this one, in place of anything with its name; so far no entry describes it. */
  Folder add(String name, int layer) {
    Folder child = new Folder(name, this, layer);
    put(child);
    return child;
  }

  /** Puts a leaf into this folder, in place of anything with its name. */
  void add(Leaf leaf) {
    put(leaf);
  }

  private void put(Node child) {
    Node before = children.put(child.name(), child);
    if (before != null) {
      before.leave(child.layer());
    }
  }

  void remove(String name, int now) {
    Node removed = children.remove(name);
    if (removed != null) {
      removed.leave(now);
    }
  }

  /** What it holds under {@code name}; null if there is nothing. */
  public @Nullable Node child(String name) {
    return children.get(name);
  }

  /** What it holds, sorted by name. */
  public Collection<Node> children() {
    return Collections.unmodifiableCollection(children.values());
  }

  boolean isEmpty() {
    return children.isEmpty();
  }

  /** How many folders are above. */
  int depth() {
    return depth;
  }

  void describe(Attributes by, int layer) {
    attributes = by;
    described = true;
    stamp(layer);
  }

  /** Gives it the attributes of a folder without an entry, whatever lower layers say, unless it has its own. */
  void settle(int layer) {
    if (!described) {
      describe(Attributes.IMPLIED, layer);
    }
  }

  void markOpaque() {
    opaque = true;
  }

  /** Whether the attributes are its own; otherwise it is only on the way to something. */
  public boolean isDescribed() {
    return described;
  }

  /** Whether nothing in it is seen that layers below the merged ones have. */
  public boolean isOpaque() {
    return opaque;
  }

  @Override
  public Attributes attributes() {
    return attributes;
  }

  /** Removes everything from layers below {@code now}, except folders on the way to what stays. */
  void clearBelow(int now) {
    if (clearedIn == now) {
      // everything added since is from this layer; so no folder is searched twice for one layer
      return;
    }
    clearedIn = now;
    for (Iterator<Node> each = children.values().iterator(); each.hasNext(); ) {
      Node child = each.next();
      if (child.hideBelow(now)) {
        each.remove();
        child.leave(now);
      }
    }
  }

  @Override
  Folder copy(Folder into, Map<Inode, Inode> copies) {
    return copyInto(into, copies);
  }

  private Folder copyInto(@Nullable Folder into, Map<Inode, Inode> copies) {
    Folder copy = new Folder(name(), into, layer());
    copy.attributes = attributes;
    copy.described = described;
    copy.opaque = opaque;
    copy.clearedIn = clearedIn;
    children.forEach((name, child) -> copy.children.put(name, child.copy(copy, copies)));
    return copy;
  }

  @Override
  boolean hideBelow(int now) {
    clearBelow(now);
    if (layer() < now && !children.isEmpty()) {
      describe(Attributes.IMPLIED, now);
    }
    return layer() < now;
  }
}
