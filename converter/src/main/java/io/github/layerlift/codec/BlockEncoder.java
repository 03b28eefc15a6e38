package io.github.layerlift.codec;

import io.github.layerlift.image.Compression;
import io.github.layerlift.spi.DeflaterFactory;

/**
 * Compresses one block after another, each on its own: the results, one after the other, are one
 * valid stream, and the same however many encoders share the work. Used by one thread at a time.
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

  /** Makes an encoder. */
  static BlockEncoder of(CompressionMethod method) {
    return method.kind() == Compression.GZIP
        ? new GzipEncoder(DeflaterFactory.find().deflater(method.level()))
        : new ZstdEncoder(method.level());
  }
}
