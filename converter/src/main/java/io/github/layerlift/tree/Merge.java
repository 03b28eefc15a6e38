package io.github.layerlift.tree;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.tar.Entry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies layers on top of each other, entry by entry, as engines do.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md">OCI layers</a>
 */
final class Merge {
  /** No genuine image comes near it; deeper ones have longer paths than systems accept. */
  private static final int MAX_DEPTH = 1_000;

  private final Folder root;
  private final Paths paths;
  private final Map<String, Inode> aufsLinks = new HashMap<>();
  /** Files of layers below the merged ones that have got further names, by their paths. */
  private final Map<String, Inode> filesBelow = new HashMap<>();

  private final boolean files;
  private final Budget budget;
  private final KeptWhiteouts kept;
  private final Warnings warnings;
  private final MergeWatcher watcher;
  private int layer;
  private String name = "";

  /** Goes on where another merge has ended, which made {@code root}. */
  Merge(Folder root, Whiteouts whiteouts, Budget budget, Warnings warnings, MergeWatcher watcher) {
    this.root = root;
    this.paths = new Paths(root);
    this.files = whiteouts == Whiteouts.FILES;
    this.budget = budget;
    this.kept = new KeptWhiteouts(whiteouts == Whiteouts.KEPT, budget);
    this.warnings = warnings;
    this.watcher = watcher;
  }

  /** The root of the layers that are merged so far. */
  Folder root() {
    return root;
  }

  /** Ends the last layer. */
  void finish() {
    kept.putInto(root, layer);
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
    } else if (!files && isOfAufs(entry.name())) {
      keepAufsLink(entry, base);
    } else if (!files && base.startsWith(WhiteoutNames.PREFIX)) {
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
    Folder parent = paths.find(path, (above, base) -> newFolder(above, base, entry));
    if (parent == null) {
      throw fault("the image has something else in place of a folder", entry);
    }
    return parent;
  }

  private Folder newFolder(Folder parent, String base, Entry entry) throws LayerliftException {
    take(parent, entry);
    boolean hides = parent.child(base) != null || kept.uncover(parent, base);
    Folder made = parent.add(base, layer);
    watcher.put(made);
    if (hides) {
      isolate(made);
    }
    return made;
  }

  private void take(Folder parent, Entry entry) throws LayerliftException {
    if (parent.depth() >= MAX_DEPTH) {
      throw fault("folders are nested deeper than " + MAX_DEPTH + " levels", entry);
    }
    budget.takeFolder();
  }

  /** Makes nothing of a folder visible that lower layers have, since it isn't the same folder. */
  private void isolate(Folder folder) throws LayerliftException {
    folder.settle(layer);
    kept.clear(folder);
  }

  private void put(Folder parent, String base, Entry entry) throws LayerliftException {
    switch (entry.kind()) {
      case FOLDER -> {
        Folder folder =
            parent.child(base) instanceof Folder there ? there : newFolder(parent, base, entry);
        folder.describe(entry.attributes(), layer);
      }
      case HARD_LINK -> {
        Inode target = target(entry);
        target.link(entry.attributes());
        put(parent, base, target);
      }
      default -> put(parent, base, new Inode(entry, layer));
    }
  }

  private void put(Folder parent, String base, Inode inode) {
    kept.replace(parent, base);
    Leaf leaf = new Leaf(base, parent, layer, inode);
    parent.add(leaf);
    watcher.put(leaf);
  }

  private Inode target(Entry entry) throws LayerliftException {
    String link = entry.link();
    int slash = link.lastIndexOf('/');
    String base = link.substring(slash + 1);
    Inode ofAufs = link.startsWith(WhiteoutNames.AUFS_LINKS) ? aufsLinks.get(base) : null;
    if (ofAufs != null) {
      return ofAufs;
    }
    Folder folder = findOrImagine(link.substring(0, Math.max(0, slash)), entry);
    Node found = folder == null ? null : folder.child(base);
    if (found instanceof Leaf leaf) {
      return leaf.inode();
    }
    if (kept.isKeeping() && folder != null && found == null) {
      String path = KeptWhiteouts.path(folder, base);
      if (!kept.hides(path)) {
        return filesBelow.computeIfAbsent(path, below -> new Inode(entry, layer));
      }
    }
    throw fault("a hard link leads to \"" + link + "\", which is not a file in the image", entry);
  }

  private static boolean isOfAufs(String path) {
    return path.startsWith(WhiteoutNames.AUFS) && !path.equals(WhiteoutNames.OPAQUE);
  }

  private void keepAufsLink(Entry entry, String base) {
    if (entry.name().startsWith(WhiteoutNames.AUFS_LINKS) && entry.kind() == FileKind.FILE) {
      aufsLinks.put(base, new Inode(entry, layer));
    }
  }

  /** Hides what lower layers have; never what this one has, in whatever order. */
  private void hide(String folder, String base, Entry entry) throws LayerliftException {
    Folder parent = findOrImagine(folder, entry);
    if (base.equals(WhiteoutNames.OPAQUE)) {
      if (parent != null) {
        parent.clearBelow(layer);
        kept.clear(parent);
      }
      return;
    }
    String hidden = base.substring(WhiteoutNames.PREFIX.length());
    if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
      throw Fault.of(ErrorCode.ENTRY_NAME, "a whiteout has no name to hide")
          .in(in(entry))
          .hint("this looks malicious: don't trust it")
          .exception();
    }
    if (parent != null) {
      hide(parent, hidden);
    }
  }

  private void hide(Folder parent, String hidden) throws LayerliftException {
    Node child = parent.child(hidden);
    if (child == null || child.hideBelow(layer)) {
      parent.remove(hidden, layer);
      kept.hide(parent, hidden);
    } else if (child instanceof Folder folder) {
      isolate(folder);
    }
  }

  /** The folder at {@code path}, which a layer below may have if whiteouts are kept. */
  private @Nullable Folder findOrImagine(String path, Entry entry) throws LayerliftException {
    return paths.find(path, (above, base) -> kept.isKeeping() ? imagine(above, base, entry) : null);
  }

  private Folder imagine(Folder parent, String base, Entry entry) throws LayerliftException {
    take(parent, entry);
    return Folder.apart(base, parent);
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
