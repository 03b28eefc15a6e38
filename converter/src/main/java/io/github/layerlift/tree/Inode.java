package io.github.layerlift.tree;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tar.Entry;

/** A file, a symlink, a device or a FIFO, under any number of names. Only the merge changes it. */
public final class Inode {
  private final FileKind kind;
  private final String link;
  private final int layer;
  private final long offset;
  private final long size;
  private Attributes attributes;
  private boolean linked;

  Inode(Entry entry, int layer) {
    this.kind = entry.kind();
    this.link = entry.link();
    this.layer = layer;
    this.offset = entry.content().offset();
    this.size = entry.content().size();
    this.attributes = entry.attributes();
  }

  private Inode(int layer) {
    this.kind = FileKind.FILE;
    this.link = "";
    this.layer = layer;
    this.offset = 0;
    this.size = 0;
    this.attributes = Attributes.IMPLIED;
  }

  private Inode(Inode other) {
    this.kind = other.kind;
    this.link = other.link;
    this.layer = other.layer;
    this.offset = other.offset;
    this.size = other.size;
    this.attributes = other.attributes;
    this.linked = other.linked;
  }

  Inode copy() {
    return new Inode(this);
  }

  /** An empty file. */
  static Inode empty(int layer) {
    return new Inode(layer);
  }

  /**
   * Anything except a folder or an unknown type; a hard link only if its file is in a layer below the
   * merged ones.
   */
  public FileKind kind() {
    return kind;
  }

  /** The target of a symlink or a hard link; otherwise empty. */
  public String link() {
    return link;
  }

  /** The layer that has the content; the base is 1. */
  public int layer() {
    return layer;
  }

  /** Where the content starts in the unpacked layer, in bytes. */
  public long offset() {
    return offset;
  }

  /** Bytes of content. */
  public long size() {
    return size;
  }

  public Attributes attributes() {
    return attributes;
  }

  boolean isSymlink() {
    return kind == FileKind.SYMLINK;
  }

  /** Whether it ever had a second name. */
  public boolean isLinked() {
    return linked;
  }

  /** Adds another name, whose entry has the file's metadata again, as engines apply it. */
  void link(Attributes by) {
    linked = true;
    attributes = linked(by);
  }

  /** The attributes that it has after another name was given to it by an entry with {@code by}. */
  public Attributes linked(Attributes by) {
    return isSymlink() ? attributes : attributes.linked(by);
  }
}
