package io.github.layerlift.image;

/** How far indexes lead in an archive that is read at all. */
public final class IndexLimits {
  /** Indexes in indexes: two are usual, and nobody needs more than a few. */
  public static final int MAX_DEPTH = 8;

  /** An index may name one manifest often; a hostile few would make billions of them. */
  public static final int MAX_NODES = 10_000;

  private IndexLimits() {}
}
