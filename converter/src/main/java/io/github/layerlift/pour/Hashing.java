package io.github.layerlift.pour;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Computes the digests of layers, by reading them. */
public final class Hashing {
  private final Pourer pourer;
  private final Progress progress;

  /**
   * Creates it without starting.
   *
   * @param threads how many hash at once, at least 1
   */
  public Hashing(int threads, Decoder decoder, Monitor monitor) {
    this.pourer = new Pourer(threads, decoder, monitor);
    this.progress = monitor.progress();
  }

  /** Hashes {@code extents} of {@code images} that aren't hashed yet; writes nothing. */
  public ImageSet hash(ImageSet images, List<Extent> extents) throws IOException {
    List<Pour> pours = pours(images, extents);
    return pours.isEmpty() ? images : pour(images, pours);
  }

  /**
   * The same for images that may be damaged.
   *
   * @param faults gets what can't be unpacked, which isn't hashed
   */
  public ImageSet hash(ImageSet images, List<Extent> extents, Pourer.Faults faults)
      throws IOException {
    List<Pour> pours = pours(images, extents);
    enter(pours);
    return images.with(pourer.pour(pours, faults));
  }

  private static List<Pour> pours(ImageSet images, List<Extent> extents) {
    Set<Extent> wanted = new HashSet<>(extents);
    wanted.removeAll(images.hashed().keySet());
    List<Pour> pours = new ArrayList<>();
    for (Blob blob : BlobTable.each(images.roots())) {
      if (wanted.contains(blob.source())) {
        pours.add(new Pour(blob, Slot.NOWHERE));
      }
    }
    return pours;
  }

  /** Pours, and adds what was found. */
  public ImageSet pour(ImageSet images, List<Pour> pours) throws IOException {
    enter(pours);
    return images.with(pourer.pour(pours));
  }

  private void enter(List<Pour> pours) {
    long total = 0;
    for (Pour pour : pours) {
      total += pour.blob().size();
    }
    progress.enter(Progress.Stage.LAYERS, total);
  }
}
