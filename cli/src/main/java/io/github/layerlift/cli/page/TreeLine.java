package io.github.layerlift.cli.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A line of a tree of files, as texts that are safe to show.
 *
 * @param depth how many folders are above
 * @param name without those, and without a slash
 * @param more what is shown behind the name: the slash of a folder, the target of a link
 * @param size empty if there is nothing to say; so are the others
 * @param layer where it is from
 * @param notes what became of it
 * @param kind by what the page can filter
 */
public record TreeLine(
    int depth, String name, String more, String size, String layer, String notes, String kind) {
  /** The kind of a folder that is there for the sake of its content alone. */
  private static final String WAY = "way";

  /** A folder of which nothing is said itself. */
  public static TreeLine way(int depth, String name) {
    return new TreeLine(depth, name, "/", "", "", "", WAY);
  }

  /** In the order in which the script has the fields. */
  ArrayNode json() {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(depth)
        .add(name)
        .add(more)
        .add(size)
        .add(layer)
        .add(notes)
        .add(kind);
  }
}
