package io.github.layerlift.tree;

/** What a merge makes of entries that hide files of lower layers. */
public enum Whiteouts {
  /** The layers are all there are: what is hidden is gone, and so are the whiteouts. */
  APPLIED,
  /** Other layers stay below: whiteouts are kept as files and marks, as far as they hide something there. */
  KEPT,
  /** They are files like others, since a single layer is read. */
  FILES
}
