package io.github.layerlift.plan;

import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import java.util.ArrayList;
import java.util.List;

/**
 * The byte offset of everything in the output: the two folders, the small files, the layers,
 * the end mark.
 *
 * @param files offsets of the headers of the small files, in the layout's order
 * @param layers offsets of the headers of the layers' blobs, by their index
 * @param end offset of the end mark
 */
public record TarPlan(long[] files, long[] layers, long end) {
  /** Every part of a tar starts at a multiple of this many bytes. */
  public static final int BLOCK = 512;

  /** The two folders come between the named files and the blobs. */
  private static final int FOLDERS_LENGTH = 2 * BLOCK;

  /** Two blocks of zeros end a tar. */
  public static final int END_LENGTH = 2 * BLOCK;

  /** The greatest size that the eleven octal digits of a ustar header hold. */
  public static final long MAX_USTAR_SIZE = (1L << 33) - 1;

  /** Plans for a layout whose documents have their final sizes, whatever their content. */
  public static TarPlan of(Layout layout, List<Blob> blobs) {
    List<LayoutFile> small = new ArrayList<>(layout.named());
    small.addAll(layout.blobs());
    long[] files = new long[small.size()];
    long[] layers = new long[blobs.size()];
    long at = 0;
    for (int i = 0; i < files.length; i++) {
      at += i == layout.named().size() ? FOLDERS_LENGTH : 0;
      files[i] = at;
      at += BLOCK + padded(small.get(i).size());
    }
    at += layout.blobs().isEmpty() ? FOLDERS_LENGTH : 0;
    for (int i = 0; i < layers.length; i++) {
      layers[i] = at;
      at += headerLength(blobs.get(i).size()) + padded(blobs.get(i).size());
    }
    return new TarPlan(files, layers, at);
  }

  /** Where the data of a layer starts. */
  public long data(Blob blob) {
    return layers[blob.index()] + headerLength(blob.size());
  }

  /** Size of the whole archive in bytes. */
  public long size() {
    return end + END_LENGTH;
  }

  /** One block, or three if the size needs a PAX header. */
  public static int headerLength(long size) {
    return size > MAX_USTAR_SIZE ? 3 * BLOCK : BLOCK;
  }

  /** {@code size} rounded up to whole blocks. */
  public static long padded(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }
}
