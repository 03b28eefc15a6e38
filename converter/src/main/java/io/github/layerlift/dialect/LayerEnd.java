package io.github.layerlift.dialect;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.ExtentStream;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.Compression;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * There is no way to tell whether the bytes of a v1 layer are right; but a layer with an incomplete
 * download has far more zeros at its end than any tar, or ends in the middle of a file.
 */
final class LayerEnd {
  /** The longest end that GNU tar writes: its records have 20 blocks. */
  private static final int USUAL = 21 * 512;

  private static final int BLOCK = 512;
  private static final int END_MARK = 2 * BLOCK;

  private LayerEnd() {}

  static void warn(V1Layer layer, Context context) throws LayerliftException {
    Extent file = layer.content().extent();
    if (layer.content().compression() != Compression.NONE || file.size() == 0) {
      return;
    }
    int zeros = zeros(file);
    boolean marked = zeros >= Math.min(END_MARK, file.size());
    if (marked && zeros <= USUAL && file.size() % BLOCK == 0) {
      return;
    }
    try {
      long left = file.size() - end(file);
      if (zeros > USUAL && left > USUAL) {
        context.warn(
            WarningCode.LAYER_ZEROS,
            "\"" + file.entry() + "\" ends with " + left
                + " zeros after its last file; its download may be incomplete");
      }
    } catch (MalformedArchiveException e) {
      if (!context.damage().isCollected()) {
        context.warn(
            WarningCode.LAYER_BROKEN,
            "\"" + file.entry() + "\" is not a whole tar: " + e.sentence()
                + "; engines can't unpack it, and nothing in the archive tells what it was");
      }
    }
  }

  /** How many zeros it ends in; not counted further than one more than is usual. */
  private static int zeros(Extent file) throws LayerliftException {
    ByteBuffer tail = ByteBuffer.allocate((int) Math.min(USUAL + 1, file.size()));
    file.read(tail, file.size() - tail.capacity());
    int start = tail.position();
    while (start > 0 && tail.get(start - 1) == 0) {
      start--;
    }
    return tail.position() - start;
  }

  /** Where the last file ends. */
  private static long end(Extent file) throws LayerliftException {
    try (InputStream in = new ExtentStream(file)) {
      TarReader<IOException> entries = TarReader.ofLayer(in, file.entry());
      long end = 0;
      for (Entry each = entries.next(); each != null; each = entries.next()) {
        end = each.content().offset() + each.content().size();
      }
      return end;
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
