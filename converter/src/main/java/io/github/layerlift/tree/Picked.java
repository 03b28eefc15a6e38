package io.github.layerlift.tree;

import io.github.layerlift.file.FileKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files to be taken out of an image.
 *
 * @param nodes all of them, each folder before what is in it, sorted; the root is none
 * @param firstNames for each further name of a file, the first one
 */
public record Picked(Folder root, List<Node> nodes, Map<Leaf, Leaf> firstNames) {
  public Picked {
    // there may be a million of them, which are not copied
    nodes = Collections.unmodifiableList(nodes);
    firstNames = Collections.unmodifiableMap(firstNames);
  }

  public List<Folder> folders() {
    List<Folder> folders = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof Folder folder) {
        folders.add(folder);
      }
    }
    return folders;
  }

  /** Files under their first names: those with content. */
  public List<Leaf> files() {
    return firsts(leaf -> leaf.inode().kind() == FileKind.FILE);
  }

  public List<Leaf> symlinks() {
    return firsts(leaf -> leaf.inode().isSymlink());
  }

  /** Devices and FIFOs. */
  public List<Leaf> specials() {
    return firsts(leaf -> leaf.inode().kind() != FileKind.FILE && !leaf.inode().isSymlink());
  }

  /** Further names of files. */
  public List<Leaf> hardLinks() {
    return leaves(firstNames::containsKey);
  }

  /** The first name of the file that {@code leaf} refers to; empty if this is the first. */
  public Optional<Leaf> firstName(Leaf leaf) {
    return Optional.ofNullable(firstNames.get(leaf));
  }

  private List<Leaf> firsts(Predicate<Leaf> wanted) {
    return leaves(leaf -> wanted.test(leaf) && !firstNames.containsKey(leaf));
  }

  private List<Leaf> leaves(Predicate<Leaf> wanted) {
    List<Leaf> leaves = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof Leaf leaf && wanted.test(leaf)) {
        leaves.add(leaf);
      }
    }
    return leaves;
  }
}
