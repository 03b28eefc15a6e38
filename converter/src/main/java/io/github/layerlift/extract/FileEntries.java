package io.github.layerlift.extract;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.report.FileEntry;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Inode;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Node;
import io.github.layerlift.tree.Picked;
import java.time.Instant;

/** Turns files of the tree into values of the public API. */
final class FileEntries {
  private FileEntries() {}

  static FileEntry of(Node node, Picked picked) {
    if (!(node instanceof Leaf leaf)) {
      return entry(node, FileKind.FOLDER, 0, "");
    }
    String first = picked.firstName(leaf).map(Node::path).orElse("");
    Inode inode = leaf.inode();
    return first.isEmpty()
        ? entry(leaf, inode.kind(), inode.size(), inode.link())
        : entry(leaf, FileKind.HARD_LINK, 0, first);
  }

  private static FileEntry entry(Node node, FileKind kind, long size, String link) {
    Attributes attributes = node.attributes();
    return new FileEntry(
        ByteNames.escaped(node.path()),
        kind,
        attributes.mode(),
        Integer.toUnsignedLong(attributes.uid()),
        Integer.toUnsignedLong(attributes.gid()),
        size,
        Instant.ofEpochSecond(attributes.seconds(), attributes.nanos()),
        ByteNames.escaped(link),
        node.layer(),
        attributes.xattrs().keySet().stream().map(ByteNames::escaped).toList());
  }
}
