package io.github.layerlift.tree;

import io.github.layerlift.fault.LayerliftException;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The whiteouts of merged layers that hide something of layers below them, if those are to be kept. */
final class KeptWhiteouts {
  private final boolean keeping;
  private final Budget budget;
  private final TreeSet<String> hidden = new TreeSet<>();
  private final TreeSet<String> opaque = new TreeSet<>();

  KeptWhiteouts(boolean keeping, Budget budget) {
    this.keeping = keeping;
    this.budget = budget;
  }

  boolean isKeeping() {
    return keeping;
  }

  /** Notes that nothing called {@code name} in {@code parent} is seen of the layers below. */
  void hide(Folder parent, String name) throws LayerliftException {
    if (keeping) {
      note(hidden, path(parent, name));
    }
  }

  /** Notes that nothing in {@code folder} is seen of the layers below. */
  void clear(Folder folder) throws LayerliftException {
    if (keeping) {
      note(opaque, folder.path());
    }
  }

  /** A leaf hides by itself whatever the layers below have in its place. */
  void replace(Folder parent, String name) {
    if (!isEmpty()) {
      forget(path(parent, name));
    }
  }

  /** Whether a whiteout hid {@code name} until now, when a folder takes its place. */
  boolean uncover(Folder parent, String name) {
    return !isEmpty() && hidden.remove(path(parent, name));
  }

  /** Whether nothing is seen at {@code path} of the layers below. */
  boolean hides(String path) {
    boolean hides = hidden.contains(path);
    for (String at = path; !hides && !at.isEmpty(); ) {
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
      hides = hidden.contains(at) || opaque.contains(at);
    }
    return hides;
  }

  /** Puts the whiteouts into the finished tree. */
  void putInto(Folder root, int layer) {
    for (String path : hidden) {
      int slash = path.lastIndexOf('/');
      Folder parent = folder(root, path.substring(0, Math.max(0, slash)), layer);
      String name = WhiteoutNames.PREFIX + path.substring(slash + 1);
      parent.add(new Leaf(name, parent, layer, Inode.empty(layer)));
    }
    for (String path : opaque) {
      folder(root, path, layer).markOpaque();
    }
  }

  static String path(Folder parent, String name) {
    return parent.isRoot() ? name : parent.path() + "/" + name;
  }

  private boolean isEmpty() {
    return hidden.isEmpty() && opaque.isEmpty();
  }

  private void note(NavigableSet<String> marks, String path) throws LayerliftException {
    if (!hides(path)) {
      forget(path);
      budget.takeText(path.length());
      marks.add(path);
    }
  }

  /** Forgets what was hidden at {@code path} and below, since it is hidden in another way now. */
  private void forget(String path) {
    forget(hidden, path);
    forget(opaque, path);
  }

  private static void forget(NavigableSet<String> marks, String path) {
    if (path.isEmpty()) {
      marks.clear();
    } else {
      marks.remove(path);
      // '0' is the character after the slash
      marks.subSet(path + '/', true, path + '0', false).clear();
    }
  }

  private static Folder folder(Folder root, String path, int layer) {
    Folder at = root;
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        at = at.child(part) instanceof Folder there ? there : at.add(part, layer);
      }
    }
    return at;
  }
}
