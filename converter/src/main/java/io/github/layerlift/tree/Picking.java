package io.github.layerlift.tree;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the files that paths name. */
final class Picking {
  private final Folder root;
  private final Set<Node> whole = new HashSet<>();
  private final Set<Node> ancestors = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Inode, Leaf> firsts = new HashMap<>();
  private final Map<Leaf, Leaf> firstNames = new HashMap<>();

  Picking(Folder root) {
    this.root = root;
  }

  Picked pick(List<String> paths) throws LayerliftException {
    for (String path : paths) {
      choose(path);
    }
    collect(root, paths.isEmpty() || whole.contains(root));
    return new Picked(root, nodes, firstNames);
  }

  private void choose(String path) throws LayerliftException {
    String trimmed = path.replaceAll("(/+\\.?)+$", "");
    int slash = trimmed.lastIndexOf('/');
    String base = trimmed.substring(slash + 1);
    Paths steps = new Paths(root);
    boolean names = !base.isEmpty() && !base.equals(".") && !base.equals("..");
    Folder folder = steps.find(names ? trimmed.substring(0, Math.max(0, slash)) : trimmed);
    Node found = names && folder != null ? folder.child(base) : folder;
    if (found == null) {
      throw missing(path);
    }
    take(found);
    steps.followed().forEach(this::take);
  }

  private void take(Node node) {
    whole.add(node);
    for (Folder at = node.parentOrSelf(); ancestors.add(at); ) {
      at = at.parentOrSelf();
    }
  }

  private void collect(Folder folder, boolean all) {
    for (Node child : folder.children()) {
      boolean taken = all || whole.contains(child);
      if (child instanceof Folder inner && (taken || ancestors.contains(inner))) {
        nodes.add(inner);
        collect(inner, taken);
      } else if (child instanceof Leaf leaf && taken) {
        nodes.add(leaf);
        noteName(leaf);
      }
    }
  }

  private void noteName(Leaf leaf) {
    @Nullable Leaf first = leaf.inode().isLinked() ? firsts.putIfAbsent(leaf.inode(), leaf) : null;
    if (first != null) {
      firstNames.put(leaf, first);
    }
  }

  private static LayerliftException missing(String path) {
    return Fault.of(ErrorCode.PATH_MISSING, "the image has no \"" + path + "\"")
        .hint(WayOut.of(Setting.EXTRACT_LIST, " lists its files"))
        .exception();
  }
}
