package io.github.layerlift.edit;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.Edit;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import java.io.IOException;
import java.nio.file.Path;

/** Adds a file or a folder of this machine to an image, in a new layer. */
final class Addition {
  private final LayerBench bench;
  private final Stamp stamp;
  private final Sketch sketch = new Sketch();
  private final ImagePaths paths;

  private Addition(LayerBench bench, ImageTree tree, Stamp stamp) {
    this.bench = bench;
    this.stamp = stamp;
    this.paths = new ImagePaths(tree, sketch, stamp.madeFolder());
  }

  static void apply(Edit.Add edit, Draft draft, LayerBench bench) throws IOException {
    LayerStack stack = bench.stack(LayerBench.stored(draft, 1));
    ImageTree tree = bench.tree(stack);
    Stamp stamp = Stamp.of(edit, Owner.of(edit.owner(), tree, stack), draft);
    Addition addition = new Addition(bench, tree, stamp);
    HostFile source = HostFile.of(edit.source());
    String target = ByteNames.unescaped(edit.target());
    if (source.kind() == FileKind.FOLDER) {
      addition.addFolder(source, target);
    } else {
      addition.add(source, addition.place(source, target));
    }
    LayerWriter writer = bench.writer();
    addition.sketch.write(writer);
    History.addLayer(draft, bench.finish(writer), "ADD " + edit.target());
  }

  /** A single file goes into the target if that is a folder. */
  private String place(HostFile source, String target) throws IOException {
    boolean inside = target.endsWith("/") || paths.isFolder(target);
    return inside ? target + "/" + source.name() : target;
  }

  private void addFolder(HostFile source, String target) throws IOException {
    Folder folder = paths.folder(target, stamp.folder(source.mode()));
    for (Path child : HostFile.children(source.path())) {
      bench.monitor().cancellation().check();
      HostFile file = HostFile.of(child);
      String path = ImagePaths.below(folder, ByteNames.of(child.getFileName()));
      if (file.kind() == FileKind.FOLDER) {
        addFolder(file, path);
      } else {
        add(file, path);
      }
    }
  }

  private void add(HostFile file, String path) throws IOException {
    String place = paths.of(path);
    if (file.kind() == FileKind.SYMLINK) {
      sketch.put(place, FileKind.SYMLINK, file.link(), stamp.file(file.mode()));
    } else {
      sketch.put(place, file.path(), stamp.file(file.mode()));
    }
  }
}
