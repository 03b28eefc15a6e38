package io.github.layerlift.options;

import java.util.List;

/**
 * A change to the images of an archive between reading and writing, whatever the images come from
 * and wherever they go. Images are selected and renamed first, in the given order; then they are
 * edited, in the given order; then they are put into an index, if one is wanted.
 */
public sealed interface Change
    permits Change.Select, Change.Rename, Change.Move, Change.Index, Edit {
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
   * Moves all names to a registry, or to a part of one: {@code quay.io/me/app:1.0} becomes {@code
   * PREFIX/me/app:1.0}.
   *
   * @param prefix such as {@code registry.example.com/old}, with or without a slash at its end
   */
  record Move(String prefix) implements Change {}

  /**
   * Puts all images into one index, each for its platform. Images that are in indexes already stay
   * as they are, with their attestations.
   *
   * @param name of the index; the images have no other
   */
  record Index(String name) implements Change {}

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
