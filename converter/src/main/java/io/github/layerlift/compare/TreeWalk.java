package io.github.layerlift.compare;

import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.Node;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Walks through two trees at once: each folder before its content, sorted by name. */
final class TreeWalk {
  private final Visitor visitor;

  private TreeWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /** What is done with the names. */
  interface Visitor {
    /** The first tree alone has a name. */
    void onlyA(Node a) throws IOException;

    /** The second tree alone has a name. */
    void onlyB(Node b) throws IOException;

    /** Both have a name. */
    void both(Node a, Node b) throws IOException;
  }

  /** Shows {@code visitor} all names in two trees, their roots first. */
  static void of(Folder a, Folder b, Visitor visitor) throws IOException {
    visitor.both(a, b);
    new TreeWalk(visitor).content(a, b);
  }

  private void content(@Nullable Folder a, @Nullable Folder b) throws IOException {
    Iterator<Node> ofA = children(a);
    Iterator<Node> ofB = children(b);
    Node nextA = next(ofA);
    Node nextB = next(ofB);
    while (nextA != null || nextB != null) {
      int order = order(nextA, nextB);
      Node nowA = order <= 0 ? nextA : null;
      Node nowB = order >= 0 ? nextB : null;
      visit(nowA, nowB);
      nextA = order <= 0 ? next(ofA) : nextA;
      nextB = order >= 0 ? next(ofB) : nextB;
    }
  }

  private void visit(@Nullable Node a, @Nullable Node b) throws IOException {
    if (a != null && b != null) {
      visitor.both(a, b);
    } else if (a != null) {
      visitor.onlyA(a);
    } else if (b != null) {
      visitor.onlyB(b);
    }
    content(a instanceof Folder folder ? folder : null, b instanceof Folder folder ? folder : null);
  }

  private static int order(@Nullable Node a, @Nullable Node b) {
    if (a == null || b == null) {
      return a == null ? 1 : -1;
    }
    return a.name().compareTo(b.name());
  }

  private static Iterator<Node> children(@Nullable Folder folder) {
    return folder == null ? Collections.emptyIterator() : folder.children().iterator();
  }

  private static @Nullable Node next(Iterator<Node> nodes) {
    return nodes.hasNext() ? nodes.next() : null;
  }
}
