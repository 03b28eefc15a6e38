package io.github.layerlift.layering;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.LateTimes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A layer whose late times are replaced by an earlier one while it is read. */
public final class Clamp implements ByteSource {
  private final Extent layer;
  private final List<LateTimes.Patch> patches;

  private Clamp(Extent layer, List<LateTimes.Patch> patches) {
    this.layer = layer;
    this.patches = patches;
  }

  /**
   * The layer without later times; itself if it has none.
   *
   * @param plain a layer that isn't packed
   * @param seconds since 1970, from 0 to {@link LateTimes#MAX_SECONDS}
   * @throws io.github.layerlift.fault.MalformedArchiveException if it is not a tar
   */
  public static Stored of(Stored plain, long seconds, Cancellation cancellation)
      throws LayerliftException {
    Extent layer = plain.extent();
    List<LateTimes.Patch> patches = LateTimes.of(layer, seconds, cancellation);
    return patches.isEmpty()
        ? plain
        : new Stored(
            new Extent(new Clamp(layer, patches), layer.entry(), 0, layer.size()),
            Compression.NONE,
            null);
  }

  @Override
  public String name() {
    return layer.source().name();
  }

  @Override
  public long size() {
    return layer.size();
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    int start = into.position();
    int count = layer.read(into, position);
    for (int i = first(position); i < patches.size(); i++) {
      LateTimes.Patch patch = patches.get(i);
      if (patch.offset() >= position + count) {
        break;
      }
      int skipped = (int) Math.max(0, position - patch.offset());
      int at = (int) (patch.offset() + skipped - position);
      int length = Math.min(patch.bytes().length - skipped, count - at);
      into.duplicate().position(start + at).put(patch.bytes(), skipped, length);
    }
    return count;
  }

  /** The first patch that ends after {@code position}. */
  private int first(long position) {
    int low = 0;
    int high = patches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      LateTimes.Patch patch = patches.get(middle);
      if (patch.offset() + patch.bytes().length <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean isPrivate() {
    return layer.source().isPrivate();
  }

  @Override
  public void checkUnchanged() throws IOException {
    layer.source().checkUnchanged();
  }

  /** The source is closed by its opener. */
  @Override
  public void close() {}
}
