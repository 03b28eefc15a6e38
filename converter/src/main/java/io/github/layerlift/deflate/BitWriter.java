package io.github.layerlift.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes bits into an array, the first one lowest in its byte. */
final class BitWriter {
  /** Words are written whole, up to so many bytes beyond the bits in them. */
  static final int SLACK = Long.BYTES;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] out = new byte[0];
  private int at;
  private long pending;
  private int count;

  void start(byte[] into) {
    out = into;
    at = 0;
    pending = 0;
    count = 0;
  }

  /** Takes up to 56 bits; there are none beyond {@code length}. */
  void put(long bits, int length) {
    pending |= bits << count;
    count += length;
    LONG.set(out, at, pending);
    at += count >>> 3;
    pending >>>= count & 0b111000;
    count &= 0b111;
  }

  /** Takes a code of a {@link HuffmanCode}. */
  void putCode(int code) {
    put(HuffmanCode.bits(code), HuffmanCode.length(code));
  }

  /** Takes the codes of bytes, three at once: noise and texts consist of them. */
  void putCodes(byte[] in, int from, int end, int[] codes) {
    byte[] to = out;
    long word = pending;
    int size = count;
    int next = at;
    int i = from;
    for (; i < end - 2; i += 3) {
      int first = codes[in[i] & 0xff];
      int second = codes[in[i + 1] & 0xff];
      int third = codes[in[i + 2] & 0xff];
      word |= (long) HuffmanCode.bits(first) << size;
      size += HuffmanCode.length(first);
      word |= (long) HuffmanCode.bits(second) << size;
      size += HuffmanCode.length(second);
      word |= (long) HuffmanCode.bits(third) << size;
      size += HuffmanCode.length(third);
      LONG.set(to, next, word);
      next += size >>> 3;
      word >>>= size & 0b111000;
      size &= 0b111;
    }
    pending = word;
    count = size;
    at = next;
    for (; i < end; i++) {
      putCode(codes[in[i] & 0xff]);
    }
  }

  /** Bytes so far, with one that is begun. */
  int size() {
    return at + (count + 7) / 8;
  }

  /** Leaves the rest of a byte that is begun. */
  void align() {
    at = size();
    pending = 0;
    count = 0;
  }

  /** Takes bytes as they are, after {@link #align}, or after whole bytes. */
  void put(byte[] bytes, int start, int length) {
    System.arraycopy(bytes, start, out, at, length);
    at += length;
  }
}
