package io.github.layerlift.output;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.pour.Slot;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where a layout is written. Closing one whose writing isn't finished leaves nothing behind. */
public sealed interface Target extends Closeable
    permits TarFileTarget, TarStreamTarget, FolderTarget, RegistryTarget, NoTarget {
  /** Whether the layers' digests must be known before anything can be written. */
  default boolean isSequential() {
    return false;
  }

  /**
   * Refuses images that can't be written there, before any work is done for them.
   *
   * @param roots with their final names
   */
  default void requireFit(List<Root> roots) throws LayerliftException {}

  /**
   * Tells that the digest of a layer's blob is known, which may be brought to its place right away.
   *
   * @param layer of the images given to {@link #requireFit}
   * @param content what is stored for it: its own bytes, or packed ones
   * @param digest of {@code content}, as far as the archive is right; checked later
   */
  default void ready(Extent layer, Extent content, Digest digest) throws IOException {}

  /** Ends what goes on by itself, before what it reads is closed. */
  default void stop() {}

  /**
   * Where layers may be written before the layout is known: a layer that ends up in its place
   * needn't be moved.
   *
   * @param layout one of about the same sizes
   */
  default Optional<Spool> place(Layout layout, List<Blob> blobs) {
    return Optional.empty();
  }

  /**
   * Begins to write; called once.
   *
   * @param layout with documents of the final sizes
   */
  Writing start(Layout layout, List<Blob> blobs) throws IOException;

  /** A layout that is being written: blobs are poured into their slots, then the rest is written. */
  interface Writing {
    /** Where the bytes of {@code blob} go. */
    Slot slot(Blob blob);

    /**
     * Writes the rest, and makes the whole visible at once.
     *
     * @param layout the final documents
     * @param digests of the blobs, by their index
     * @return bytes of the finished output
     */
    long finish(Layout layout, List<Digest> digests) throws IOException;
  }
}
