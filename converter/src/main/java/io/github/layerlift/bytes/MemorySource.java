package io.github.layerlift.bytes;

import java.nio.ByteBuffer;

/** Bytes in memory. */
public final class MemorySource implements ByteSource {
  private final String name;
  private final byte[] bytes;

  public MemorySource(byte[] bytes) {
    this("memory", bytes);
  }

  public MemorySource(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes.clone();
  }

  /** All of {@code bytes} as the entry {@code entry}. */
  public static Extent extent(String entry, byte[] bytes) {
    return new Extent(new MemorySource(bytes), entry, 0, bytes.length);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int read(ByteBuffer into, long position) {
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(into.remaining(), bytes.length - position);
    into.put(bytes, (int) position, count);
    return count;
  }

  @Override
  public void checkUnchanged() {}

  @Override
  public void close() {}
}
