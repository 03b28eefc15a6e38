package io.github.layerlift.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Writes to files in pieces. A large write makes the system allocate large runs of memory, which on
 * a virtual machine, or one that has been up for a while, takes several times as long as the
 * copying itself; and meanwhile no other thread can write to the file.
 */
public final class PiecewiseWriter {
  /** Smaller pieces cost calls, larger ones the above. */
  private static final int PIECE = 1 << 17;

  private PiecewiseWriter() {}

  /** Writes all of {@code bytes} at {@code position}. */
  public static void write(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    int end = bytes.limit();
    for (long at = position; bytes.position() < end; ) {
      bytes.limit(Math.min(end, bytes.position() + PIECE));
      at += channel.write(bytes, at);
    }
  }
}
