package io.github.layerlift.options;

/** What is made of an archive that is damaged. */
public enum Salvage {
  /** Nothing: it is refused as a whole. */
  NONE,
  /** The images that are whole come out, as they would of the undamaged archive. */
  WHOLE,
  /**
   * In addition, an image whose layers are all there, and differ from what its config says, comes
   * out with another config, and so under another image ID.
   */
  RECOMPUTE
}
