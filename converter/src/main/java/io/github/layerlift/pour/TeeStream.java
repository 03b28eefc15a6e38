package io.github.layerlift.pour;

import io.github.layerlift.bytes.BlockInputStream;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** The stored bytes of a blob for a decoder; each block is hashed and written as it passes. */
final class TeeStream extends BlockInputStream {
  private static final int CHUNK = 256 * 1024;

  private final Extent source;
  private final Slot to;
  private final MessageDigest hash;
  private final Crew crew;
  private final Progress progress;
  private final ByteBuffer chunk;
  private long position;

  TeeStream(Pour pour, MessageDigest hash, Crew crew, Progress progress) {
    this.source = pour.blob().source();
    this.to = pour.to();
    this.hash = hash;
    this.crew = crew;
    this.progress = progress;
    this.chunk =
        ByteBuffer.allocate((int) Math.max(1, Math.min(CHUNK, source.size()))).limit(0);
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, chunk.remaining());
    chunk.get(into, start, count);
    return count;
  }

  /** Passes on what the decoder left unread, such as padding. */
  void drain() throws IOException {
    while (fill()) {
      chunk.position(chunk.limit());
    }
  }

  /** Makes at least one byte available; false at the end. */
  private boolean fill() throws IOException {
    if (chunk.hasRemaining()) {
      return true;
    }
    crew.check();
    int count = source.read(chunk.clear(), position);
    chunk.flip();
    if (count == -1) {
      return false;
    }
    hash.update(chunk.duplicate());
    to.write(chunk.duplicate(), position);
    position += count;
    progress.advance(count);
    return true;
  }
}
