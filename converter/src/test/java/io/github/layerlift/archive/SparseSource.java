package io.github.layerlift.archive;

import io.github.layerlift.bytes.ByteSource;
import java.nio.ByteBuffer;

/** Some bytes and then an enormous number of zeros, for tests of sizes that no test can hold. */
public final class SparseSource implements ByteSource {

  private final byte[] head;
  private final long size;

  /** {@code zeros} of them after {@code head}. */
  public SparseSource(byte[] head, long zeros) {
    this.head = head.clone();
    this.size = head.length + zeros;
  }

  @Override
  public String name() {
    return "sparse";
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(ByteBuffer into, long position) {
    int count = (int) Math.min(into.remaining(), size - position);
    for (long at = position; at < position + count; at++) {
      into.put(at < head.length ? head[(int) at] : 0);
    }
    return count > 0 ? count : -1;
  }

  @Override
  public void checkUnchanged() {}

  @Override
  public void close() {}
}
