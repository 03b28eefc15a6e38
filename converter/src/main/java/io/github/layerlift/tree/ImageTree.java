package io.github.layerlift.tree;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of an image, as a container would see them. Holds names and metadata, no content. */
public final class ImageTree {
  private final Folder root;

  private ImageTree(Folder root) {
    this.root = root;
  }

  /**
   * Reads the headers of all layers and merges them.
   *
   * @param maxEntries how many entries the layers may have together
   * @throws io.github.layerlift.fault.MalformedArchiveException if a layer can't be unpacked
   */
  public static ImageTree of(
      LayerStack layers, Whiteouts whiteouts, int maxEntries, Warnings warnings)
      throws IOException {
    return of(layers, whiteouts, maxEntries, warnings, MergeWatcher.NOBODY);
  }

  /** Like {@link #of(LayerStack, Whiteouts, int, Warnings)}, while {@code watcher} looks on. */
  public static ImageTree of(
      LayerStack layers,
      Whiteouts whiteouts,
      int maxEntries,
      Warnings warnings,
      MergeWatcher watcher)
      throws IOException {
    Merge merge = new Merge(Folder.root(), whiteouts, new Budget(maxEntries), warnings, watcher);
    return merge(merge, layers, watcher);
  }

  /** A tree of its own with all that is in this one. */
  public ImageTree copy() {
    return new ImageTree(root.copyOfRoot());
  }

  /**
   * Merges further layers into this tree, which is changed, while {@code watcher} looks on.
   *
   * @param upper the layers above those that this tree was made of
   */
  public ImageTree under(LayerStack upper, int maxEntries, Warnings warnings, MergeWatcher watcher)
      throws IOException {
    Merge merge = new Merge(root, Whiteouts.APPLIED, new Budget(maxEntries), warnings, watcher);
    return merge(merge, upper, watcher);
  }

  private static ImageTree merge(Merge merge, LayerStack layers, MergeWatcher watcher)
      throws IOException {
    ImageTree tree = new ImageTree(merge.root());
    layers.enter(Progress.Stage.READING, layers.size());
    for (int layer : layers.numbers()) {
      merge.start(layer, layers.name(layer));
      try (InputStream in = watcher.opening(layer, layers.openBuffered(layer))) {
        TarReader<IOException> entries = TarReader.ofLayer(in, layers.name(layer));
        long start = 0;
        for (Entry each = entries.next(); each != null; each = entries.next()) {
          watcher.applying(layer, each, start, entries.end(), tree);
          merge.add(each);
          start = entries.end();
          layers.advance(0);
        }
      }
      watcher.finished(tree);
      layers.advance(layers.size(layer));
    }
    merge.finish();
    return tree;
  }

  /**
   * What the layers from a number on change, with whiteouts for what they hide of those below. Their
   * files are where they are in the whole image, since layers below may have links on the way.
   *
   * @param from the number of the lowest; 1 is the base
   */
  public static ImageTree ofTop(LayerStack layers, int from, int maxEntries, Warnings warnings)
      throws IOException {
    Budget budget = new Budget(maxEntries);
    Merge merge = new Merge(Folder.root(), Whiteouts.KEPT, budget, warnings, MergeWatcher.NOBODY);
    MergeWatcher upper = new MergeWatcher() {
      private int last;

      @Override
      public void applying(int layer, Entry entry, long start, long end, ImageTree whole)
          throws LayerliftException {
        if (layer >= from) {
          if (layer > last) {
            merge.start(layer, layers.name(layer));
            last = layer;
          }
          merge.add(whole.placed(entry));
        }
      }
    };
    of(layers, Whiteouts.APPLIED, maxEntries, new Warnings(), upper);
    merge.finish();
    return new ImageTree(merge.root());
  }

  /** The same entry under the name that leads through no link. */
  private Entry placed(Entry entry) throws LayerliftException {
    String name = place(entry.name());
    String link = entry.kind() == FileKind.HARD_LINK ? place(entry.link()) : entry.link();
    return new Entry(
        name == null ? entry.name() : name,
        entry.kind(),
        link == null ? entry.link() : link,
        entry.content(),
        entry.header(),
        entry.attributes());
  }

  public Folder root() {
    return root;
  }

  /**
   * What {@code path} leads to, all links followed; null if it is missing.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if links form a loop
   */
  public @Nullable Node target(String path) throws LayerliftException {
    return new Paths(root).target(path);
  }

  /** What {@code path} leads to, without following it if it is a link itself; null if it is missing. */
  public @Nullable Node find(String path) throws LayerliftException {
    int slash = path.lastIndexOf('/');
    Folder folder = new Paths(root).find(path.substring(0, Math.max(0, slash)));
    return folder == null ? null : folder.child(path.substring(slash + 1));
  }

  /**
   * Where {@code path} leads, without following its last part; folders that are missing count as if
   * they were there. Null if something else is in place of a folder.
   */
  public @Nullable String place(String path) throws LayerliftException {
    int slash = path.lastIndexOf('/');
    Folder folder = new Paths(root)
        .find(path.substring(0, Math.max(0, slash)), (parent, name) -> Folder.apart(name, parent));
    return folder == null ? null : KeptWhiteouts.path(folder, path.substring(slash + 1));
  }

  /** The symlinks on the way to {@code path}. */
  public List<Leaf> linksTo(String path) throws LayerliftException {
    Paths paths = new Paths(root);
    paths.find(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    return paths.followed();
  }

  /** Whether {@code path} leads to a folder, perhaps by way of links. */
  public boolean isFolder(String path) throws LayerliftException {
    return new Paths(root).find(path) != null;
  }

  /**
   * The folder that {@code path} leads to, which is made if it is missing, in layer 0; null if
   * something else is in its place.
   */
  public @Nullable Folder folder(String path) throws LayerliftException {
    return new Paths(root).find(path, (parent, name) -> parent.add(name, 0));
  }

  /**
   * The files that {@code paths} name, with everything in them and the folders above them; all files
   * if there are no paths. A path may lead through links, which are then included too.
   *
   * @throws io.github.layerlift.fault.UsageException if one isn't in the image
   */
  public Picked pick(List<String> paths) throws LayerliftException {
    return new Picking(root).pick(paths);
  }
}
