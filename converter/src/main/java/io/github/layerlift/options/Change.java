package io.github.layerlift.options;

import java.util.List;
import java.util.Map;

/**
 * A change to the images of an archive between reading and writing, whatever the images come from
 * and wherever they go. Images are selected and renamed first, in the given order; then they are
 * edited, in the given order; then they are put into an index, if one is wanted.
 */
public sealed interface Change
    permits Change.Select, Change.Rename, Change.Move, Change.Prefer, Change.Index, Edit {
  /**
   * Takes some of the images.
   *
   * @param images their names or digests; a name without a tag takes all tags of its repository
   * @param from those that are taken from single archives only, by the name of their input: must
   *     be the first change. An archive of which nothing is asked for gives all its images
   */
  record Select(List<String> images, Map<String, List<String>> from) implements Change {
    public Select {
      images = List.copyOf(images);
      from = Map.copyOf(from);
    }

    /** Images of whichever archives have them. */
    public Select(List<String> images) {
      this(images, Map.of());
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
   * Settles which image keeps a name that several have; the others stay, under their other names or
   * without one.
   */
  record Prefer(Which which) implements Change {
    /** An image, by the order in which the archives are given. */
    public enum Which {
      /** The first one. */
      FIRST,
      /** The last one. */
      LAST
    }
  }

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
