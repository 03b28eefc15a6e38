package io.github.layerlift.extract;

import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Picked;
import java.io.Closeable;
import java.io.IOException;

/** A place that files are extracted to. */
interface Extract extends Closeable {
  /** Writes the files; a target that appears whole doesn't appear yet. */
  void write(Picked picked, LayerStack layers) throws IOException;

  /** Makes everything that was written appear. */
  void finish(Picked picked) throws IOException;

  /** Removes what was written, from another thread; it can't be finished any more. */
  default void abandon() {}

  /** Removes what was written, unless it is finished. */
  @Override
  void close() throws IOException;
}
