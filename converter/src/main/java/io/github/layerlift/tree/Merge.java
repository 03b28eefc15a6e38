package io.github.layerlift.tree;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tar.Entry;
import java.util.HashMap;
import java.util.Map;

/**
 * Applies layers on top of each other, entry by entry, as engines do.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md">OCI layers</a>
 */
final class Merge {
  /** No genuine image comes near it; deeper ones have longer paths than systems accept. */
  private static final int MAX_DEPTH = 1_000;

  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  /** The internal files of aufs in a layer's root, found in layers from before Docker 1.10. */
  private static final String AUFS = ".wh..wh.";

  /** Where aufs kept the files that have several names. */
  private static final String AUFS_LINKS = ".wh..wh.plnk/";

  private final Folder root = Folder.root();
  private final Paths paths = new Paths(root);
  private final Map<String, Inode> aufsLinks = new HashMap<>();
  private final boolean raw;
  private final Budget budget;
  private final Warnings warnings;
  private int layer;
  private String name = "";

  /**
   * @param raw whether whiteouts are files like others, since a single layer is read
   */
  Merge(boolean raw, Budget budget, Warnings warnings) {
    this.raw = raw;
    this.budget = budget;
    this.warnings = warnings;
  }

  Folder root() {
    return root;
  }

  /**
   * Starts the next layer.
   *
   * @param number its number, greater than the last one's
   * @param called its name, for messages
   */
  void start(int number, String called) {
    layer = number;
    name = called;
    aufsLinks.clear();
  }

  void add(Entry entry) throws LayerliftException {
    budget.take(entry);
    int slash = entry.name().lastIndexOf('/');
    String base = entry.name().substring(slash + 1);
    String folder = entry.name().substring(0, Math.max(0, slash));
    if (entry.name().isEmpty()) {
      describeRoot(entry);
    } else if (!raw && entry.name().startsWith(AUFS) && !entry.name().equals(OPAQUE)) {
      keepAufsLink(entry, base);
    } else if (!raw && base.startsWith(WHITEOUT)) {
      hide(folder, base, entry);
    } else if (entry.kind() == FileKind.UNKNOWN) {
      warnings.add(
          WarningCode.ENTRY_UNKNOWN,
          "\"" + entry.name() + "\" has an unknown type and was left out");
    } else {
      put(parent(folder, entry), base, entry);
      warnOfLinks(entry);
    }
  }

  private void describeRoot(Entry entry) throws LayerliftException {
    if (entry.kind() != FileKind.FOLDER) {
      throw fault("the root of the layer is not a folder", entry);
    }
    root.describe(entry.attributes(), layer);
  }

  private Folder parent(String path, Entry entry) throws LayerliftException {
    Folder parent =
        paths.find(path, (above, base) -> newFolder(above, base, Attributes.IMPLIED, entry));
    if (parent == null) {
      throw fault("the image has something else in place of a folder", entry);
    }
    return parent;
  }

  private Folder newFolder(Folder parent, String base, Attributes attributes, Entry entry)
      throws LayerliftException {
    if (parent.depth() >= MAX_DEPTH) {
      throw fault("folders are nested deeper than " + MAX_DEPTH + " levels", entry);
    }
    budget.takeFolder();
    return parent.add(base, layer, attributes);
  }

  private void put(Folder parent, String base, Entry entry) throws LayerliftException {
    switch (entry.kind()) {
      case FOLDER -> {
        if (parent.child(base) instanceof Folder there) {
          there.describe(entry.attributes(), layer);
        } else {
          newFolder(parent, base, entry.attributes(), entry);
        }
      }
      case HARD_LINK -> {
        Inode target = target(entry);
        target.link(entry.attributes());
        parent.add(new Leaf(base, parent, layer, target));
      }
      default -> parent.add(new Leaf(base, parent, layer, new Inode(entry, layer)));
    }
  }

  private Inode target(Entry entry) throws LayerliftException {
    String link = entry.link();
    int slash = link.lastIndexOf('/');
    String base = link.substring(slash + 1);
    Inode kept = link.startsWith(AUFS_LINKS) ? aufsLinks.get(base) : null;
    if (kept != null) {
      return kept;
    }
    Folder folder = paths.find(link.substring(0, Math.max(0, slash)));
    if (folder != null && folder.child(base) instanceof Leaf leaf) {
      return leaf.inode();
    }
    throw fault("a hard link leads to \"" + link + "\", which is not a file in the image", entry);
  }

  private void keepAufsLink(Entry entry, String base) {
    if (entry.name().startsWith(AUFS_LINKS) && entry.kind() == FileKind.FILE) {
      aufsLinks.put(base, new Inode(entry, layer));
    }
  }

  /** Hides what lower layers have; never what this one has, in whatever order. */
  private void hide(String folder, String base, Entry entry) throws LayerliftException {
    Folder parent = paths.find(folder);
    if (base.equals(OPAQUE)) {
      if (parent != null) {
        parent.clearBelow(layer);
      }
      return;
    }
    String hidden = base.substring(WHITEOUT.length());
    if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
      throw Fault.of(ErrorCode.ENTRY_NAME, "a whiteout has no name to hide")
          .in(in(entry))
          .hint("this looks malicious: don't trust it")
          .exception();
    }
    Node child = parent == null ? null : parent.child(hidden);
    if (parent != null && child != null && child.hideBelow(layer)) {
      parent.remove(hidden);
    }
  }

  private void warnOfLinks(Entry entry) {
    for (Leaf link : paths.followed()) {
      if (link.layer() < layer && entry.kind() != FileKind.HARD_LINK) {
        warnings.add(
            WarningCode.PATH_THROUGH_LINK,
            "\""
                + link.path()
                + "\" is a link, and a later layer has files below it: they go to its target, as in"
                + " containerd; Docker's overlay2 puts a folder in its place");
      }
    }
  }

  private LayerliftException fault(String sentence, Entry entry) {
    return Fault.of(ErrorCode.LAYER_ENTRY, sentence)
        .in(in(entry))
        .hint("no engine can unpack this layer")
        .exception();
  }

  private String in(Entry entry) {
    return name + ": " + entry.name();
  }
}
