package io.github.layerlift.codec;

import io.github.layerlift.bytes.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Packed bytes on their way into a decoder, which doesn't know their count or their end. */
final class PackedStream extends BlockInputStream {
  private final InputStream in;
  private long count;
  private boolean ended;

  PackedStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    int read = in.read(into, start, length);
    count += Math.max(0, read);
    ended |= read < 0;
    return read;
  }

  /** How many bytes were read. */
  long count() {
    return count;
  }

  /** Whether more was requested than there is: truncated data fails this way, damaged data doesn't. */
  boolean isEnded() {
    return ended;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
