package io.github.layerlift.tar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Skips, so that the tar may be packed; in a plain one, {@link io.github.layerlift.bytes.ExtentStream}
 * skips by seeking.
 */
final class StreamingCursor implements Cursor<IOException> {
  private final InputStream in;
  private final byte[] block = new byte[TarHeader.BLOCK];
  private long position;

  StreamingCursor(InputStream in) {
    this.in = in;
  }

  @Override
  public int move(long dataEnd, long next) throws IOException {
    try {
      in.skipNBytes(dataEnd - position);
    } catch (EOFException e) {
      return -1;
    }
    in.readNBytes(block, 0, (int) (next - dataEnd));
    position = next + TarHeader.BLOCK;
    return in.readNBytes(block, 0, TarHeader.BLOCK);
  }

  @Override
  public byte[] bytes() {
    return block;
  }

  @Override
  public int start() {
    return 0;
  }

  @Override
  public byte[] data(String name, long at, int size) throws IOException {
    position += size;
    return in.readNBytes(size);
  }
}
