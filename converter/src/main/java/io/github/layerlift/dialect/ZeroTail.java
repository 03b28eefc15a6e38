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
 * download has far more zeros at its end than any tar.
 */
final class ZeroTail {
  /** The longest end that GNU tar writes: its records have 20 blocks. */
  private static final int USUAL = 21 * 512;

  private ZeroTail() {}

  static void warn(V1Layer layer, Context context) throws LayerliftException {
    Extent file = layer.content().extent();
    if (layer.content().compression() != Compression.NONE || !endsInZeros(file)) {
      return;
    }
    long zeros = file.size() - end(file);
    if (zeros > USUAL) {
      context.warn(
          WarningCode.LAYER_ZEROS,
          "\"" + file.entry() + "\" ends with " + zeros
              + " zeros after its last file; its download may be incomplete");
    }
  }

  private static boolean endsInZeros(Extent file) throws LayerliftException {
    if (file.size() <= USUAL) {
      return false;
    }
    ByteBuffer tail = ByteBuffer.allocate(USUAL + 1);
    file.read(tail, Math.max(0, file.size() - tail.capacity()));
    return tail.flip().mismatch(ByteBuffer.allocate(tail.limit())) == -1;
  }

  /** Where the last file ends; the layer's end if that can't be told. */
  private static long end(Extent file) throws LayerliftException {
    try (InputStream in = new ExtentStream(file)) {
      TarReader<IOException> entries = TarReader.ofLayer(in, file.entry());
      long end = 0;
      for (Entry each = entries.next(); each != null; each = entries.next()) {
        end = each.content().offset() + each.content().size();
      }
      return end;
    } catch (MalformedArchiveException e) {
      return file.size();
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
