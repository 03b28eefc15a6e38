package io.github.layerlift.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A pipe, or anything else from which nothing can be taken back. */
final class ChannelSink implements TarSink {
  private final String name;
  private final WritableByteChannel out;
  private final boolean owned;
  private long written;

  /**
   * @param owned whether {@code out} is closed with the sink
   */
  ChannelSink(String name, WritableByteChannel out, boolean owned) {
    this.name = name;
    this.out = out;
    this.owned = owned;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        written += out.write(bytes);
      }
    } catch (IOException e) {
      throw WriteFaults.ofStream(name, e);
    }
  }

  @Override
  public long finish() {
    return written;
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      out.close();
    }
  }
}
