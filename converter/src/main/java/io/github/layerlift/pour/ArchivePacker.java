package io.github.layerlift.pour;

import io.github.layerlift.codec.BlockEncoder;
import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Compresses a whole archive while it is written, on several threads. Used by one thread. */
public final class ArchivePacker implements AutoCloseable {
  private final BlockQueue queue;
  private final BlockQueue.Sink sink;
  private byte @Nullable [] block;
  private int filled;

  /** Takes what is compressed. */
  @FunctionalInterface
  public interface Writer {
    void write(ByteBuffer packed) throws IOException;
  }

  /**
   * @param threads how many compress at once, at least 1
   * @throws io.github.layerlift.fault.StorageException if what {@code method} needs can't be loaded
   */
  ArchivePacker(CompressionMethod method, int threads, Writer writer) throws LayerliftException {
    method.requireLibrary();
    this.queue = new BlockQueue(BlockEncoder.maker(method), threads);
    this.sink = packed -> writer.write(ByteBuffer.wrap(packed));
  }

  /** Takes all of {@code bytes}. */
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      byte[] filling = block;
      if (filling == null) {
        filling = queue.next(sink);
        block = filling;
        filled = 0;
      }
      int count = Math.min(bytes.remaining(), filling.length - filled);
      bytes.get(filling, filled, count);
      filled += count;
      if (filled == filling.length) {
        queue.add(filling, filled);
        block = null;
      }
    }
  }

  /** Writes the rest; called once, after the last write. */
  public void finish() throws IOException {
    byte[] last = block;
    if (last != null) {
      queue.add(last, filled);
      block = null;
    }
    queue.drain(sink);
  }

  @Override
  public void close() {
    queue.close();
  }
}
