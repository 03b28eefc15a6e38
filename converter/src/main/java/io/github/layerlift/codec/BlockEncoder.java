package io.github.layerlift.codec;

import io.github.layerlift.image.Compression;
import java.util.function.Supplier;

/**
 * Compresses one block after another, each on its own: the results, one after the other, are one
 * valid stream, and the same on every machine, however many encoders share the work. Used by one thread at a time.
 */
public interface BlockEncoder extends AutoCloseable {
  /** Bytes of a block; the last one of a stream may have fewer. */
  int blockSize();

  /**
   * Compresses the first {@code length} bytes of {@code block}.
   *
   * @return the number of bytes in the result
   */
  byte[] encode(byte[] block, int length);

  @Override
  void close();

  /** What makes encoders, of which each thread needs its own. */
  static Supplier<BlockEncoder> maker(CompressionMethod method) {
    if (method.kind() == Compression.ZSTD) {
      return () -> new ZstdEncoder(method.level());
    }
    if (method.kind() == Compression.XZ) {
      return () -> new XzEncoder(method.level());
    }
    return () -> new GzipEncoder(method.level());
  }
}
