package io.github.layerlift.pour;

import java.nio.ByteBuffer;

/** Keeps what is written to it, and checks that every byte is written once. */
final class MemorySlot implements Slot {

  private final byte[] bytes;
  private final boolean[] written;

  MemorySlot(int size) {
    this.bytes = new byte[size];
    this.written = new boolean[size];
  }

  @Override
  public synchronized void write(ByteBuffer from, long position) {
    for (int at = (int) position; from.hasRemaining(); at++) {
      if (written[at]) {
        throw new IllegalStateException("byte " + at + " twice");
      }
      written[at] = true;
      bytes[at] = from.get();
    }
  }

  /** All bytes, each of which must have been written. */
  synchronized byte[] bytes() {
    for (int i = 0; i < written.length; i++) {
      if (!written[i]) {
        throw new IllegalStateException("byte " + i + " never");
      }
    }
    return bytes.clone();
  }
}
