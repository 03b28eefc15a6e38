package io.github.layerlift.edit;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.Edit;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.Node;
import io.github.layerlift.tree.WhiteoutNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Hides files of an image by whiteouts in a new layer. */
final class Removal {
  private static final WayOut PURGE = WayOut.of("only ")
      .set(Setting.EDIT_PURGE)
      .then(" takes patterns; it removes files from every layer");

  private Removal() {}

  /** Removes from every image that has the path; one of them must. */
  static void apply(Edit.Remove edit, List<Draft> drafts, LayerBench bench) throws IOException {
    boolean found = false;
    for (Draft draft : drafts) {
      ImageTree tree = bench.tree(bench.stack(LayerBench.stored(draft, 1)));
      Node node = tree.find(ByteNames.unescaped(edit.path()).replaceAll("/+$", ""));
      if (node != null) {
        found = true;
        remove(node, edit, draft, bench);
      }
    }
    if (!found) {
      LayerliftException missing = missing(edit.path());
      throw edit.path().matches("(?s).*[*?].*") ? missing.with(PURGE) : missing;
    }
  }

  static LayerliftException missing(String path) {
    return Fault.of(ErrorCode.PATH_MISSING, "no image has \"" + path + "\"")
        .hint(WayOut.of(Setting.EXTRACT_LIST, " of extract lists the files of an image"))
        .exception();
  }

  private static void remove(Node node, Edit.Remove edit, Draft draft, LayerBench bench)
      throws IOException {
    Sketch sketch = new Sketch();
    sketch.keep(node.parentOrSelf(), Attributes.IMPLIED, Attributes.IMPLIED);
    String path = node.path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    long seconds = Math.max(0, Times.created(draft).getEpochSecond());
    sketch.put(
        ImagePaths.below(node.parentOrSelf(), WhiteoutNames.PREFIX + name),
        FileKind.FILE,
        "",
        new Attributes(0, 0, 0, seconds, 0, Map.of(), 0, 0));
    LayerWriter writer = bench.writer();
    sketch.write(writer);
    History.addLayer(draft, bench.finish(writer), "REMOVE " + edit.path());
  }
}
