package io.github.layerlift.image;

/** How far indexes may lead in an archive. */
public final class IndexLimits {
  /** Nested indexes: two levels are usual, and nobody needs more than a few. */
  public static final int MAX_DEPTH = 8;

  /**
   * An index may list one manifest often; a few malicious indexes could make billions of them. What {@code
   * index.json} itself lists counts once, since an image has a descriptor there for each of its names.
   */
  public static final int MAX_NODES = 10_000;

  private IndexLimits() {}
}
