package io.github.layerlift.inspect;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.MergeWatcher;
import io.github.layerlift.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Remembers everything that layers put into a tree, whether or not it stays. */
final class FileRecorder implements MergeWatcher {
  private final List<Node> nodes = new ArrayList<>();
  private final SortedMap<Integer, Long> bytes = new TreeMap<>();

  @Override
  public void applying(int layer, Entry entry, long start, long end, ImageTree tree) {
    bytes.merge(layer, entry.content().size(), Long::sum);
  }

  @Override
  public void put(Node node) {
    nodes.add(node);
  }

  /** In the order in which it was put there. */
  List<Node> nodes() {
    return nodes;
  }

  /** How many bytes the entries of a layer have. */
  long bytes(int layer) {
    return bytes.getOrDefault(layer, 0L);
  }

  /**
   * The nodes by their paths, a folder before its content.
   *
   * @param room how long the paths may be together
   */
  SortedMap<String, List<Node>> byPath(PathRoom room) throws LayerliftException {
    SortedMap<String, List<Node>> byPath = new TreeMap<>(FileRecorder::inTreeOrder);
    for (Node node : nodes) {
      String path = node.path();
      List<Node> there = byPath.get(path);
      if (there == null) {
        room.take(path);
        there = new ArrayList<>(1);
        byPath.put(path, there);
      }
      there.add(node);
    }
    return byPath;
  }

  /** By names from the root down, as a tree lists them: to compare, a slash comes before all else. */
  private static int inTreeOrder(String one, String other) {
    int end = Math.min(one.length(), other.length());
    for (int i = 0; i < end; i++) {
      char left = one.charAt(i);
      char right = other.charAt(i);
      if (left != right) {
        return left == '/' ? -1 : right == '/' ? 1 : Character.compare(left, right);
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** How much the paths of all images may take together: many files may be in folders of long names. */
  static final class PathRoom {
    private static final long BYTES_PER_ENTRY = 256;

    /** What a path takes beside its text, roughly. */
    private static final long OVERHEAD = 64;

    private final long max;
    private long taken;

    /**
     * @param maxEntries how many entries the layers of an image may have together
     */
    PathRoom(int maxEntries) {
      max = maxEntries * BYTES_PER_ENTRY;
    }

    void take(String path) throws LayerliftException {
      taken += OVERHEAD + path.length();
      if (taken > max) {
        throw Fault.of(
                ErrorCode.TOO_MANY_ENTRIES,
                "the paths of files in all images take more than " + max + " bytes")
            .hint(WayOut.raise(Setting.ENTRIES))
            .exception();
      }
    }
  }
}
