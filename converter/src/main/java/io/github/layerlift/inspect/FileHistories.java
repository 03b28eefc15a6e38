package io.github.layerlift.inspect;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.FileHistory.Version;
import io.github.layerlift.report.ImageFiles.LayerFiles;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.Inode;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Works out, of everything that was put into a tree, what became of it. */
final class FileHistories {
  private final FileRecorder recorder;
  private final SortedMap<String, List<Node>> byPath;

  /** For files of several names, the one that they were first stored under. */
  private final Map<Inode, Leaf> owners = new HashMap<>();

  /** Files of several names of which the image has one. */
  private final Set<Inode> seen = new HashSet<>();

  /** For files of several names, the first of those that were there as long. */
  private final Map<Name, Leaf> firsts = new HashMap<>();

  private final Map<Folder, Long> folders = new HashMap<>();
  private final Map<Integer, Long> bytesSeen = new HashMap<>();

  FileHistories(FileRecorder recorder, FileRecorder.PathRoom room) throws LayerliftException {
    this.recorder = recorder;
    this.byPath = recorder.byPath(room);
    for (Node node : recorder.nodes()) {
      if (node instanceof Leaf leaf && leaf.inode().isLinked()) {
        owners.putIfAbsent(leaf.inode(), leaf);
        if (leaf.goneIn() == 0) {
          seen.add(leaf.inode());
        }
      }
    }
    byPath.values().forEach(nodes -> nodes.forEach(this::count));
  }

  /** A file of several names, as long as it had one of them. */
  private record Name(Inode inode, int goneIn) {}

  private void count(Node node) {
    if (!(node instanceof Leaf leaf) || first(leaf) != leaf) {
      return;
    }
    Inode inode = leaf.inode();
    int goneIn = leaf.goneIn();
    if (goneIn == 0) {
      bytesSeen.merge(inode.layer(), size(inode), Long::sum);
    }
    for (Folder at = leaf.parentOrSelf(); at.goneIn() == goneIn; at = at.parentOrSelf()) {
      folders.merge(at, size(inode), Long::sum);
      if (at.parentOrSelf() == at) {
        return;
      }
    }
  }

  private Leaf first(Leaf leaf) {
    if (!leaf.inode().isLinked()) {
      return leaf;
    }
    Leaf first = firsts.putIfAbsent(new Name(leaf.inode(), leaf.goneIn()), leaf);
    return first == null ? leaf : first;
  }

  private static long size(Inode inode) {
    return inode.kind() == FileKind.FILE ? inode.size() : 0;
  }

  List<FileHistory> files() {
    List<FileHistory> files = new ArrayList<>(byPath.size());
    byPath.forEach((path, nodes) -> files.add(new FileHistory(
        ByteNames.escaped(path), nodes.stream().map(this::version).toList())));
    return files;
  }

  private Version version(Node node) {
    int goneIn = node.goneIn();
    if (!(node instanceof Leaf leaf)) {
      long size = folders.getOrDefault((Folder) node, 0L);
      return new Version(node.layer(), goneIn, FileKind.FOLDER, size, 0, "");
    }
    Inode inode = leaf.inode();
    long wasted = isWasted(leaf, goneIn) ? size(inode) : 0;
    Leaf first = first(leaf);
    return first == leaf
        ? new Version(
            leaf.layer(),
            goneIn,
            inode.kind(),
            size(inode),
            wasted,
            ByteNames.escaped(inode.link()))
        : new Version(
            leaf.layer(), goneIn, FileKind.HARD_LINK, 0, wasted, ByteNames.escaped(first.path()));
  }

  /** A file that is not seen under any name is wasted under the one that it was first stored under. */
  private boolean isWasted(Leaf leaf, int goneIn) {
    Inode inode = leaf.inode();
    return goneIn > 0
        && (!inode.isLinked() || (owners.get(inode) == leaf && !seen.contains(inode)));
  }

  /** What each of the layers did. */
  List<LayerFiles> layers(Collection<Integer> numbers) {
    Map<Integer, Tally> tallies = new HashMap<>();
    numbers.forEach(number -> tallies.put(number, new Tally()));
    byPath.values().forEach(nodes -> count(nodes, tallies));
    List<LayerFiles> layers = new ArrayList<>();
    for (int number : numbers) {
      Tally tally = tallies.getOrDefault(number, new Tally());
      long bytes = recorder.bytes(number);
      long wasted = bytes - bytesSeen.getOrDefault(number, 0L);
      layers.add(new LayerFiles(number, bytes, wasted, tally.added, tally.changed, tally.deleted));
    }
    return layers;
  }

  /** Counts the files of one layer. */
  private static final class Tally {
    private int added;
    private int changed;
    private int deleted;
  }

  /** Compares what each layer left at a path with what it found there. */
  private static void count(List<Node> nodes, Map<Integer, Tally> tallies) {
    @Nullable Node before = null;
    for (Node node : nodes) {
      boolean outlives = node.goneIn() == 0 || node.goneIn() > node.layer();
      if (node instanceof Leaf && outlives) {
        Tally tally = tallies.getOrDefault(node.layer(), new Tally());
        if (before != null && before.goneIn() == node.layer()) {
          tally.changed++;
        } else {
          tally.added++;
          countDeleted(before, tallies);
        }
        before = node;
      }
    }
    countDeleted(before, tallies);
  }

  private static void countDeleted(@Nullable Node before, Map<Integer, Tally> tallies) {
    if (before != null && before.goneIn() > 0) {
      tallies.getOrDefault(before.goneIn(), new Tally()).deleted++;
    }
  }
}
