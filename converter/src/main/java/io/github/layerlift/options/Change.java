package io.github.layerlift.options;

import java.util.List;

/**
 * A change to the images of an archive between reading and writing. Changes are applied in the
 * given order, whatever the images come from and wherever they go.
 */
public sealed interface Change {
  /**
   * Takes some of the images.
   *
   * @param images their names or digests; a name without a tag takes all tags of its repository
   */
  record Select(List<String> images) implements Change {
    public Select {
      images = List.copyOf(images);
    }
  }

  /**
   * Gives the only image other names.
   *
   * @param names as Docker accepts them
   */
  record Rename(List<String> names) implements Change {
    public Rename {
      names = List.copyOf(names);
    }
  }
}
