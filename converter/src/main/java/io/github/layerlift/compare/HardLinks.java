package io.github.layerlift.compare;

import io.github.layerlift.tree.Inode;
import io.github.layerlift.tree.Leaf;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which names are names of one file, in both images. A name that only one image has is a difference
 * by itself, and makes none of the others.
 */
final class HardLinks {
  private final Map<Inode, Names> names = new HashMap<>();
  private final Map<Inode, Integer> common = new HashMap<>();
  private final Map<Pair, Integer> pairs = new HashMap<>();

  /** Inodes are equal only if they are the same object. */
  private record Pair(Inode a, Inode b) {}

  /** The names of one file. */
  private static final class Names {
    private final Leaf first;
    private @Nullable Leaf second;
    private int count = 1;

    Names(Leaf first) {
      this.first = first;
    }

    void add(Leaf next) {
      second = second == null ? next : second;
      count++;
    }
  }

  /** Notes a name in one of the images. */
  void note(Leaf leaf) {
    if (leaf.inode().isLinked()) {
      Names known = names.putIfAbsent(leaf.inode(), new Names(leaf));
      if (known != null) {
        known.add(leaf);
      }
    }
  }

  /** Notes that both images have a name. */
  void note(Leaf a, Leaf b) {
    if (a.inode().isLinked() || b.inode().isLinked()) {
      common.merge(a.inode(), 1, Integer::sum);
      common.merge(b.inode(), 1, Integer::sum);
      pairs.merge(new Pair(a.inode(), b.inode()), 1, Integer::sum);
    }
  }

  /** Whether the name that both are has other company in one image than in the other. */
  boolean differ(Leaf a, Leaf b) {
    int both = pairs.getOrDefault(new Pair(a.inode(), b.inode()), 0);
    return common.getOrDefault(a.inode(), 0) != both || common.getOrDefault(b.inode(), 0) != both;
  }

  /** How many names a file has in its image. */
  int count(Leaf leaf) {
    Names known = names.get(leaf.inode());
    return known == null ? 1 : known.count;
  }

  /** The first of the other names of a file; empty if it has none. */
  String other(Leaf leaf) {
    Names known = names.get(leaf.inode());
    if (known == null || known.second == null) {
      return "";
    }
    return known.first == leaf ? known.second.path() : known.first.path();
  }
}
