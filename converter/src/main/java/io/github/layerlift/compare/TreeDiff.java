package io.github.layerlift.compare;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.report.FileChange;
import io.github.layerlift.report.FileState;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.Inode;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Node;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tells in what two trees of files differ. Holds no difference, so that there may be any number. */
final class TreeDiff {
  private final Folder a;
  private final Folder b;
  private final Set<Aspect> ignored;
  private final Contents contents;
  private final HardLinks links = new HardLinks();

  TreeDiff(Folder a, Folder b, Set<Aspect> ignored, Contents contents) {
    this.a = a;
    this.b = b;
    this.ignored = ignored;
    this.contents = contents;
  }

  /** Finds out which files have to be read, and which names belong together. */
  void prepare() throws IOException {
    TreeWalk.of(a, b, new TreeWalk.Visitor() {
      @Override
      public void onlyA(Node node) {
        if (node instanceof Leaf leaf) {
          links.note(leaf);
        }
      }

      @Override
      public void onlyB(Node node) {
        onlyA(node);
      }

      @Override
      public void both(Node nodeA, Node nodeB) {
        onlyA(nodeA);
        onlyB(nodeB);
        if (nodeA instanceof Leaf leafA && nodeB instanceof Leaf leafB) {
          links.note(leafA, leafB);
          if (!ignored.contains(Aspect.CONTENT) && areFiles(leafA, leafB)) {
            contents.consider(leafA, leafB);
          }
        }
      }
    });
  }

  /** How many names differ, once the contents are compared. */
  DiffReport.Files count() throws IOException {
    long[] counts = new long[3];
    TreeWalk.of(a, b, new TreeWalk.Visitor() {
      @Override
      public void onlyA(Node node) {
        counts[1]++;
      }

      @Override
      public void onlyB(Node node) {
        counts[0]++;
      }

      @Override
      public void both(Node nodeA, Node nodeB) {
        counts[2] += aspects(nodeA, nodeB).isEmpty() ? 0 : 1;
      }
    });
    return new DiffReport.Files(counts[0], counts[1], counts[2]);
  }

  /** Passes on each name that differs. */
  void tell(Consumer<FileChange> each) throws IOException {
    TreeWalk.of(a, b, new TreeWalk.Visitor() {
      @Override
      public void onlyA(Node node) {
        each.accept(change(node, Optional.of(state(node)), Optional.empty(), Set.of()));
      }

      @Override
      public void onlyB(Node node) {
        each.accept(change(node, Optional.empty(), Optional.of(state(node)), Set.of()));
      }

      @Override
      public void both(Node nodeA, Node nodeB) {
        Set<Aspect> aspects = aspects(nodeA, nodeB);
        if (!aspects.isEmpty()) {
          each.accept(change(nodeA, Optional.of(state(nodeA)), Optional.of(state(nodeB)), aspects));
        }
      }
    });
  }

  private static FileChange change(
      Node node, Optional<FileState> ofA, Optional<FileState> ofB, Set<Aspect> aspects) {
    String path = node.path().isEmpty() ? "/" : ByteNames.escaped(node.path());
    return new FileChange(path, ofA, ofB, aspects);
  }

  /** In what the things differ that both have under one name. */
  private Set<Aspect> aspects(Node nodeA, Node nodeB) {
    Set<Aspect> found = EnumSet.noneOf(Aspect.class);
    FileKind kindA = kind(nodeA);
    FileKind kindB = kind(nodeB);
    if (kindA != kindB) {
      found.add(Aspect.TYPE);
    }
    addAttributes(nodeA.attributes(), nodeB.attributes(), found);
    if (kindA == FileKind.SYMLINK || kindB == FileKind.SYMLINK) {
      found.remove(Aspect.MODE);
    }
    if (nodeA instanceof Leaf leafA && nodeB instanceof Leaf leafB) {
      addOfLeaves(leafA, leafB, found);
    }
    found.removeAll(ignored);
    return found;
  }

  private static void addAttributes(Attributes one, Attributes other, Set<Aspect> found) {
    if (one.mode() != other.mode()) {
      found.add(Aspect.MODE);
    }
    if (one.uid() != other.uid() || one.gid() != other.gid()) {
      found.add(Aspect.OWNER);
    }
    if (one.seconds() != other.seconds() || one.nanos() != other.nanos()) {
      found.add(Aspect.TIMES);
    }
    if (!areSame(one.xattrs(), other.xattrs())) {
      found.add(Aspect.XATTRS);
    }
  }

  private static boolean areSame(Map<String, byte[]> one, Map<String, byte[]> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(each -> Arrays.equals(each.getValue(), other.get(each.getKey())));
  }

  private void addOfLeaves(Leaf leafA, Leaf leafB, Set<Aspect> found) {
    Inode one = leafA.inode();
    Inode other = leafB.inode();
    if (areFiles(leafA, leafB)
        && !ignored.contains(Aspect.CONTENT)
        && contents.differ(one, other)) {
      found.add(Aspect.CONTENT);
    }
    if (one.kind() == FileKind.SYMLINK
        && other.kind() == FileKind.SYMLINK
        && !one.link().equals(other.link())) {
      found.add(Aspect.LINK);
    }
    if (one.kind().isDevice()
        && other.kind().isDevice()
        && (one.attributes().major() != other.attributes().major()
            || one.attributes().minor() != other.attributes().minor())) {
      found.add(Aspect.DEVICE);
    }
    if (links.differ(leafA, leafB)) {
      found.add(Aspect.HARD_LINKS);
    }
  }

  private static boolean areFiles(Leaf leafA, Leaf leafB) {
    return leafA.inode().kind() == FileKind.FILE && leafB.inode().kind() == FileKind.FILE;
  }

  private static FileKind kind(Node node) {
    return node instanceof Leaf leaf ? leaf.inode().kind() : FileKind.FOLDER;
  }

  /** A file of a tree in public words. */
  private FileState state(Node node) {
    Attributes attributes = node.attributes();
    FileKind kind = kind(node);
    Leaf leaf = node instanceof Leaf file ? file : null;
    SortedMap<String, String> xattrs = new TreeMap<>();
    attributes
        .xattrs()
        .forEach(
            (name, value) -> xattrs.put(ByteNames.escaped(name), HexFormat.of().formatHex(value)));
    return new FileState(
        kind,
        attributes.mode(),
        Integer.toUnsignedLong(attributes.uid()),
        Integer.toUnsignedLong(attributes.gid()),
        leaf != null && kind == FileKind.FILE ? leaf.inode().size() : 0,
        Instant.ofEpochSecond(attributes.seconds(), attributes.nanos()),
        leaf != null && kind == FileKind.SYMLINK
            ? ByteNames.escaped(leaf.inode().link())
            : "",
        node.layer(),
        xattrs,
        kind.isDevice() ? Integer.toUnsignedLong(attributes.major()) : 0,
        kind.isDevice() ? Integer.toUnsignedLong(attributes.minor()) : 0,
        leaf == null ? 1 : links.count(leaf),
        leaf == null ? "" : ByteNames.escaped(links.other(leaf)));
  }
}
