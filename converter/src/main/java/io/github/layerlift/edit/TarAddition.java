package io.github.layerlift.edit;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.Edit;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.Inode;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Node;
import io.github.layerlift.tree.Picked;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Unpacks a tar of this machine into an image, in a new layer. */
final class TarAddition {
  private final Edit.Add edit;
  private final Stamp stamp;
  private final Sketch sketch = new Sketch();
  private final ImagePaths paths;
  private final Map<Leaf, String> places = new HashMap<>();

  private TarAddition(Edit.Add edit, ImageTree tree, Stamp stamp) {
    this.edit = edit;
    this.stamp = stamp;
    this.paths = new ImagePaths(tree, sketch, stamp.madeFolder());
  }

  static void apply(Edit.Add edit, Draft draft, LayerBench bench) throws IOException {
    LayerStack stack = bench.stack(LayerBench.stored(draft, 1));
    ImageTree tree = bench.tree(stack);
    Stamp stamp = Stamp.of(edit, Owner.of(edit.owner(), tree, stack), draft);
    TarAddition addition = new TarAddition(edit, tree, stamp);
    try (FileSource file = AddedTar.open(edit.source())) {
      AddedTar tar = AddedTar.read(file, bench);
      addition.add(tar.files(), tar.plain());
      LayerWriter writer = bench.writer();
      addition.sketch.write(writer);
      file.checkUnchanged();
      History.addLayer(draft, bench.finish(writer), "ADD " + edit.target());
    }
  }

  private void add(Picked files, Extent tar) throws IOException {
    String target = ByteNames.unescaped(edit.target());
    paths.folder(target, stamp.madeFolder());
    for (Node node : files.nodes()) {
      String path = target + "/" + node.path();
      if (node instanceof Folder) {
        paths.folder(path, own(node));
      } else {
        add((Leaf) node, paths.of(path), files, tar);
      }
    }
  }

  private void add(Leaf leaf, String place, Picked files, Extent tar) {
    places.put(leaf, place);
    Inode inode = leaf.inode();
    String first = files.firstName(leaf).map(places::get).orElse("");
    if (!first.isEmpty()) {
      sketch.put(place, FileKind.HARD_LINK, first, own(leaf));
    } else if (inode.kind() == FileKind.FILE) {
      Extent content =
          new Extent(tar.source(), leaf.path(), tar.offset() + inode.offset(), inode.size());
      sketch.put(place, content, own(leaf));
    } else {
      sketch.put(place, inode.kind(), inode.link(), own(leaf));
    }
  }

  /** The tar's own attributes, except for those that were asked for. */
  private Attributes own(Node node) {
    Attributes own = node.attributes();
    boolean given = edit.owner().isPresent();
    return new Attributes(
        node instanceof Folder ? stamp.folderMode(own.mode()) : edit.mode().orElse(own.mode()),
        given ? stamp.owner().uid() : own.uid(),
        given ? stamp.owner().gid() : own.gid(),
        own.seconds(),
        own.nanos(),
        own.xattrs(),
        own.major(),
        own.minor());
  }
}
