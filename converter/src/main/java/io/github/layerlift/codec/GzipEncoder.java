package io.github.layerlift.codec;

import io.github.layerlift.deflate.Deflate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Makes a gzip member (RFC 1952) of each block, without a name or a time. All readers read several
 * members as one stream.
 */
final class GzipEncoder implements BlockEncoder {
  private static final int BLOCK = 1 << 20;

  /** Magic, deflate, no flags, time 0, no extra flags, unknown system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private static final int TRAILER = 8;

  private final Deflate deflate;
  private final CRC32 crc = new CRC32();
  private byte[] deflated = new byte[0];

  GzipEncoder(int level) {
    deflate = new Deflate(level);
  }

  @Override
  public int blockSize() {
    return BLOCK;
  }

  @Override
  public byte[] encode(byte[] block, int length) {
    int bound = Deflate.bound(length);
    if (deflated.length < bound) {
      deflated = new byte[bound];
    }
    int size = deflate.encode(block, length, deflated);
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

  @Override
  public void close() {}
}
