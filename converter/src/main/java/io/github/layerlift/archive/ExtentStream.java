package io.github.layerlift.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An extent as a stream, for the decoders that pull. Reads in the sizes it is asked for. */
public final class ExtentStream extends InputStream {
  private final Extent extent;
  private long position;

  public ExtentStream(Extent extent) {
    this.extent = extent;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, extent.size() - position);
  }
}
