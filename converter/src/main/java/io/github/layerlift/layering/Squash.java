package io.github.layerlift.layering;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tar.EntryHeader;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.Inode;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Node;
import io.github.layerlift.tree.Picked;
import io.github.layerlift.tree.WhiteoutNames;
import io.github.layerlift.tree.Whiteouts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes one layer of several, with the same effect: sorted by path, each folder before its content. */
public final class Squash {
  private final LayerStack layers;
  private final boolean onOthers;
  private final Picked picked;
  private final Recipe.Builder recipe;
  private final Set<Node> early = new HashSet<>();

  private Squash(LayerStack layers, boolean onOthers, Picked picked) {
    this.layers = layers;
    this.onOthers = onOthers;
    this.picked = picked;
    this.recipe = new Recipe.Builder(
        layers.layers().stream().map(each -> each.extent().source()).distinct().toList());
  }

  /**
   * Makes the layer.
   *
   * @param layers of the whole image; plain from number {@code from} on
   * @param from the number of the lowest layer to merge; what hides files of those below is kept
   * @param maxEntries how many entries the layers may have together
   * @throws io.github.layerlift.fault.MalformedArchiveException if a layer can't be unpacked
   */
  public static Stored of(LayerStack layers, int from, int maxEntries, Warnings warnings)
      throws IOException {
    for (Stored each : layers.layers(from)) {
      if (each.compression() != Compression.NONE) {
        throw new IllegalArgumentException("packed: " + each.extent().entry());
      }
    }
    ImageTree tree = from > 1
        ? ImageTree.ofTop(layers, from, maxEntries, warnings)
        : ImageTree.of(layers, Whiteouts.APPLIED, maxEntries, warnings);
    return new Squash(layers, from > 1, tree.pick(List.of())).make();
  }

  private Stored make() throws LayerliftException {
    if (picked.root().isDescribed() || picked.root().isOpaque()) {
      addFolder(picked.root());
    }
    addOutwardLinks();
    for (Node node : picked.nodes()) {
      layers.advance(0);
      if (early.contains(node)) {
        continue;
      }
      if (node instanceof Leaf leaf) {
        addLeaf(leaf);
      } else if (node instanceof Folder folder) {
        addFolder(folder);
      }
    }
    recipe.add(Part.endMark());
    return recipe.stored("squashed layers");
  }

  /** A folder without an entry of its own isn't described, since lower layers may do that. */
  private void addFolder(Folder folder) {
    if (folder.isDescribed() || !(onOthers || folder == picked.root())) {
      recipe.add(() -> EntryHeader.of(folder.path(), FileKind.FOLDER, "", 0, folder.attributes()));
    }
    if (folder.isOpaque()) {
      recipe.add(() -> whiteout(folder));
    }
  }

  private static byte[] whiteout(Folder folder) {
    String path = folder.path();
    String marker = path.isEmpty() ? WhiteoutNames.OPAQUE : path + "/" + WhiteoutNames.OPAQUE;
    return EntryHeader.of(marker, FileKind.FILE, "", 0, Attributes.IMPLIED);
  }

  private void addLeaf(Leaf leaf) {
    Leaf first = picked.firstName(leaf).orElse(null);
    if (first == null) {
      recipe.add(new File(leaf, layers));
    } else {
      recipe.add(() ->
          EntryHeader.of(leaf.path(), FileKind.HARD_LINK, first.path(), 0, leaf.attributes()));
    }
  }

  /**
   * Adds further names of files of lower layers before anything that could hide those files, in the
   * order in which they were made, each with the folders that it is in.
   */
  private void addOutwardLinks() throws LayerliftException {
    List<Leaf> links = new ArrayList<>();
    for (Node node : picked.nodes()) {
      if (node instanceof Leaf leaf
          && leaf.inode().kind() == FileKind.HARD_LINK
          && picked.firstName(leaf).isEmpty()) {
        links.add(leaf);
      }
    }
    links.sort(Comparator.comparingInt(Leaf::layer)
        .thenComparingLong(link -> link.inode().offset()));
    Set<String> hidden = new HashSet<>();
    for (Leaf link : links) {
      addAbove(link.parentOrSelf(), hidden);
      requireVisible(link, hidden);
      recipe.add(new File(link, layers));
      early.add(link);
      hidden.add(link.path());
    }
  }

  private void addAbove(Folder folder, Set<String> hidden) {
    if (folder != picked.root() && !early.contains(folder)) {
      addAbove(folder.parentOrSelf(), hidden);
      addFolder(folder);
      early.add(folder);
    }
    if (folder.isOpaque()) {
      hidden.add(folder.path());
    }
  }

  private static void requireVisible(Leaf link, Set<String> hidden) throws LayerliftException {
    String at = link.inode().link();
    boolean visible = !hidden.contains("") && !hidden.contains(at);
    for (int slash = at.lastIndexOf('/'); visible && slash > 0; slash = at.lastIndexOf('/')) {
      at = at.substring(0, slash);
      visible = !hidden.contains(at);
    }
    if (!visible) {
      throw Fault.of(
              ErrorCode.LAYER_ENTRY,
              "a hard link leads to a file of a lower layer that the same layer would hide")
          .in(link.path())
          .hint("squash the lower layers too")
          .exception();
    }
  }

  /** A leaf under its first name, with its content. */
  private record File(Leaf leaf, LayerStack layers) implements Part {
    @Override
    public byte[] head() {
      Inode inode = leaf.inode();
      return EntryHeader.of(
          leaf.path(), inode.kind(), inode.link(), inode.size(), inode.attributes());
    }

    @Override
    public Extent content() {
      return layers.content(leaf);
    }
  }
}
