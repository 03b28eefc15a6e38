package io.github.layerlift.tree;

import io.github.layerlift.tar.Attributes;
import java.util.Map;

/** A name of something that is not a folder; hard links share an inode. */
public final class Leaf extends Node {
  private final Inode inode;

  Leaf(String name, Folder parent, int layer, Inode inode) {
    super(name, parent, layer);
    this.inode = inode;
  }

  public Inode inode() {
    return inode;
  }

  @Override
  public Attributes attributes() {
    return inode.attributes();
  }

  @Override
  Leaf copy(Folder into, Map<Inode, Inode> copies) {
    Inode copy = inode.isLinked() ? copies.computeIfAbsent(inode, Inode::copy) : inode.copy();
    return new Leaf(name(), into, layer(), copy);
  }

  @Override
  boolean hideBelow(int now) {
    return layer() < now;
  }
}
