package io.github.layerlift.tree;

import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tar.TarMember;

/** A file, a symlink, a device or a FIFO, under however many names. Only the merge changes it. */
public final class Inode {
  private final TarMember.Kind kind;
  private final String link;
  private final int layer;
  private final long offset;
  private final long size;
  private final int major;
  private final int minor;
  private Attributes attributes;
  private boolean linked;

  Inode(TarMember member, int layer) {
    this.kind = member.kind();
    this.link = member.link();
    this.layer = layer;
    this.offset = member.offset();
    this.size = member.size();
    this.major = member.major();
    this.minor = member.minor();
    this.attributes = member.attributes();
  }

  /** Any but a folder, a hard link or an unknown thing. */
  public TarMember.Kind kind() {
    return kind;
  }

  /** A symlink's text; else empty. */
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

  /** Number of a device. */
  public int major() {
    return major;
  }

  /** Number of a device. */
  public int minor() {
    return minor;
  }

  public Attributes attributes() {
    return attributes;
  }

  boolean isSymlink() {
    return kind == TarMember.Kind.SYMLINK;
  }

  /** Whether it ever had a second name. */
  boolean isLinked() {
    return linked;
  }

  /** Takes another name, whose entry says again what the file is like, as engines apply it. */
  void link(Attributes by) {
    linked = true;
    if (!isSymlink()) {
      attributes = by.xattrs().isEmpty() ? withXattrs(by) : by;
    }
  }

  private Attributes withXattrs(Attributes by) {
    return new Attributes(
        by.mode(), by.uid(), by.gid(), by.seconds(), by.nanos(), attributes.xattrs());
  }
}
