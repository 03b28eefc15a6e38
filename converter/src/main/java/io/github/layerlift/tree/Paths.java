package io.github.layerlift.tree;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks paths through a tree as a kernel does in a root of its own: an absolute link starts at the
 * root, and {@code ..} ends there. So no path leads out of the tree, whatever its links say.
 */
final class Paths {
  /** As many as Linux follows. */
  private static final int MAX_LINKS = 40;

  /** More parts than a path of 4,096 characters has. */
  private static final int MAX_PARTS = 4096;

  private static final Maker NOBODY = (parent, name) -> null;

  private final Folder root;
  private final List<Leaf> followed = new ArrayList<>();

  Paths(Folder root) {
    this.root = root;
  }

  /** The symlinks that the last path led through. */
  List<Leaf> followed() {
    return List.copyOf(followed);
  }

  /** Creates a missing folder, or doesn't. */
  @FunctionalInterface
  interface Maker {
    @Nullable
    Folder make(Folder parent, String name) throws LayerliftException;
  }

  /** The folder that {@code path} leads to; null if it is missing, or is not a folder. */
  @Nullable
  Folder find(String path) throws LayerliftException {
    return find(path, NOBODY);
  }

  /** Like {@link #find(String)}, but creates missing folders on the way. */
  @Nullable
  Folder find(String path, Maker maker) throws LayerliftException {
    followed.clear();
    Deque<String> parts = new ArrayDeque<>();
    push(parts, path);
    Folder at = root;
    for (int walked = 0; !parts.isEmpty(); walked++) {
      if (walked > MAX_PARTS || followed.size() > MAX_LINKS) {
        throw loop(path);
      }
      Folder next = step(at, parts.removeFirst(), parts, maker);
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  /** What {@code path} leads to, all links followed; null if it is missing. */
  @Nullable
  Node target(String path) throws LayerliftException {
    String at = path;
    for (int links = 0; links <= MAX_LINKS; links++) {
      String trimmed = at.replaceAll("(/+\\.?)+$", "");
      int slash = trimmed.lastIndexOf('/');
      String base = trimmed.substring(slash + 1);
      if (base.isEmpty() || base.equals(".") || base.equals("..")) {
        return find(trimmed);
      }
      Folder folder = find(trimmed.substring(0, Math.max(0, slash)));
      Node found = folder == null ? null : folder.child(base);
      if (!(found instanceof Leaf leaf) || !leaf.inode().isSymlink()) {
        return found;
      }
      String link = leaf.inode().link();
      at = link.startsWith("/") ? link : leaf.parentOrSelf().path() + "/" + link;
    }
    throw loop(path);
  }

  private @Nullable Folder step(Folder at, String part, Deque<String> parts, Maker maker)
      throws LayerliftException {
    if (part.equals("..")) {
      return at.parentOrSelf();
    }
    Node next = at.child(part);
    if (next instanceof Leaf leaf && leaf.inode().isSymlink()) {
      followed.add(leaf);
      push(parts, leaf.inode().link());
      return leaf.inode().link().startsWith("/") ? root : at;
    }
    if (next == null) {
      return maker.make(at, part);
    }
    return next instanceof Folder folder ? folder : null;
  }

  private static LayerliftException loop(String path) {
    return Fault.of(ErrorCode.LINK_LOOP, "links form a loop, or there are too many")
        .in(path)
        .hint("no engine can follow them")
        .exception();
  }

  /** Puts the parts of a path before those already there. */
  private static void push(Deque<String> parts, String path) {
    String[] all = path.split("/", -1);
    for (int i = all.length - 1; i >= 0; i--) {
      if (!all[i].isEmpty() && !all[i].equals(".")) {
        parts.addFirst(all[i]);
      }
    }
  }
}
