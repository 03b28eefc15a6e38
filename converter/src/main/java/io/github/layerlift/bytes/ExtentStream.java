package io.github.layerlift.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An extent as a stream, for decoders that pull. Reads in the sizes requested, and skips without reading. */
public final class ExtentStream extends BlockInputStream {
  private final Extent extent;
  private long position;

  public ExtentStream(Extent extent) {
    this.extent = extent;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    Objects.checkFromIndexSize(start, length, into.length);
    if (length == 0) {
      return 0;
    }
    int count = extent.read(ByteBuffer.wrap(into, start, length), position);
    position += Math.max(count, 0);
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, extent.size() - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, extent.size() - position);
  }
}
