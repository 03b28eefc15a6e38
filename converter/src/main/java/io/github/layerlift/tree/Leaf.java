package io.github.layerlift.tree;

import io.github.layerlift.tar.Attributes;

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
  boolean hideBelow(int now) {
    return layer() < now;
  }
}
