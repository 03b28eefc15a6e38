package io.github.layerlift.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZOutputStream;

/** Makes an xz stream of each block. All readers read several streams as one file. */
final class XzEncoder implements BlockEncoder {
  private static final int BLOCK = 4 << 20;

  /** An encoder takes up to 12 times as much memory as its dictionary. */
  private static final int MAX_DICTIONARY = 2 << 20;

  private final LZMA2Options options;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  XzEncoder(int level) {
    try {
      this.options = new LZMA2Options(level);
      options.setDictSize(Math.min(options.getDictSize(), MAX_DICTIONARY));
    } catch (UnsupportedOptionsException e) {
      throw new IllegalArgumentException("not a level of xz: " + level, e);
    }
  }

  @Override
  public int blockSize() {
    return BLOCK;
  }

  @Override
  public byte[] encode(byte[] block, int length) {
    out.reset();
    try (XZOutputStream xz = new XZOutputStream(out, options)) {
      xz.write(block, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException("all of it is in memory", e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {}
}
