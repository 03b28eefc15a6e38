package io.github.layerlift.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/** Makes a zstd frame (RFC 8878) of each block. */
final class ZstdEncoder implements BlockEncoder {
  private static final int BLOCK = 2 << 20;

  private final ZstdCompressCtx context = new ZstdCompressCtx();
  private byte[] out = new byte[0];

  ZstdEncoder(int level) {
    context.setLevel(level);
  }

  @Override
  public int blockSize() {
    return BLOCK;
  }

  @Override
  public byte[] encode(byte[] block, int length) {
    int bound = (int) Zstd.compressBound(length);
    if (out.length < bound) {
      out = new byte[bound];
    }
    int size = context.compressByteArray(out, 0, bound, block, 0, length);
    return Arrays.copyOf(out, size);
  }

  @Override
  public void close() {
    context.close();
  }
}
