package io.github.layerlift.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Makes a gzip member (RFC 1952) of each block, without a name or a time. All readers read several
 * members as one stream.
 */
final class GzipEncoder implements BlockEncoder {
  private static final int BLOCK = 1 << 20;

  /** Magic, deflate, no flags, time 0, no extra flags, unknown system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private static final int TRAILER = 8;

  /** What zlib makes of no bytes: a last block with nothing but its end. igzip takes no such input. */
  private static final byte[] EMPTY = {3, 0};

  /** Deflate may grow what doesn't shrink by this and a little for each 16 KiB. */
  private static final int SLACK = 1024;

  private final Deflater deflater;
  private final CRC32 crc = new CRC32();
  private byte[] deflated = new byte[0];

  GzipEncoder(Deflater deflater) {
    this.deflater = deflater;
  }

  @Override
  public int blockSize() {
    return BLOCK;
  }

  @Override
  public byte[] encode(byte[] block, int length) {
    int bound = length + length / 1000 + SLACK;
    if (deflated.length < bound) {
      deflated = new byte[bound];
    }
    int size = deflate(block, length);
    crc.reset();
    crc.update(block, 0, length);
    return ByteBuffer.allocate(HEADER.length + size + TRAILER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(HEADER)
        .put(deflated, 0, size)
        .putInt((int) crc.getValue())
        .putInt(length)
        .array();
  }

  /** Native deflaters take arrays, but no offsets: both arrays are used from their start. */
  private int deflate(byte[] block, int length) {
    if (length == 0) {
      System.arraycopy(EMPTY, 0, deflated, 0, EMPTY.length);
      return EMPTY.length;
    }
    deflater.reset();
    deflater.setInput(block, 0, length);
    deflater.finish();
    int size = deflater.deflate(deflated, 0, deflated.length);
    if (!deflater.finished()) {
      throw new IllegalStateException("a block grew by more than deflate can make it grow");
    }
    return size;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
