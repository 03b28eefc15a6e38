package io.github.layerlift.bytes;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes in a source: the content of one entry.
 *
 * @param entry the entry's name, for messages
 * @param offset of the first byte in {@code source}, in bytes
 * @param size in bytes; {@code offset + size} lies within the source
 */
public record Extent(ByteSource source, String entry, long offset, long size) {
  /** White space may stand before what a text begins with. */
  private static final int TEXT_HEAD = 64;

  public Extent {
    if (offset < 0 || size < 0 || offset > source.size() - size) {
      throw new IllegalArgumentException("extent outside its source: " + offset + "+" + size);
    }
  }

  /** A part of it, under the same name. */
  public Extent part(long from, long length) {
    return new Extent(source, entry, offset + from, length);
  }

  /**
   * Fills {@code into} from {@code position} of this extent, as far as the extent goes.
   *
   * @return how many bytes were read; -1 at the end
   * @throws io.github.layerlift.fault.StorageException if the source fails or has become shorter
   */
  public int read(ByteBuffer into, long position) throws LayerliftException {
    long left = size - position;
    if (left <= 0) {
      return -1;
    }
    int start = into.position();
    int limit = into.limit();
    into.limit((int) Math.min(limit, start + left));
    try {
      while (into.hasRemaining()) {
        if (source.read(into, offset + position + into.position() - start) == -1) {
          throw Fault.of(
                  ErrorCode.INPUT_CHANGED, source.name() + " was truncated while it was being read")
              .in(entry)
              .at(offset + position)
              .hint("try again when nothing is writing to it")
              .exception();
        }
      }
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw Fault.of(ErrorCode.READ_FAILED, source.name() + " can't be read: " + Reason.of(e))
          .in(entry)
          .at(offset + position)
          .hint("read it again; if that fails too, copy it from another place")
          .exception(e);
    }
    into.limit(limit);
    return into.position() - start;
  }

  /**
   * Has the system copy some bytes from {@code position} of this extent to the current position of
   * {@code to}.
   *
   * @param count at most as many as the extent has from there
   * @return how many; 0 if they have to be read
   */
  public long transfer(long position, long count, FileChannel to) throws IOException {
    return source.transfer(offset + position, Math.min(count, size - position), to);
  }

  /** Up to {@code count} bytes from the start. */
  public byte[] head(int count) throws LayerliftException {
    byte[] head = new byte[(int) Math.min(count, size)];
    read(ByteBuffer.wrap(head), 0);
    return head;
  }

  /** Whether {@code first} is its first sign but white space. */
  public boolean startsWith(char first) throws LayerliftException {
    for (byte b : head(TEXT_HEAD)) {
      if (b > ' ') {
        return b == first;
      }
    }
    return false;
  }

  /**
   * All bytes of a small extent.
   *
   * @param most the limit in bytes
   * @param what the kind of file, for the message
   * @param limit which limit that is
   * @throws io.github.layerlift.fault.MalformedArchiveException if there are more; nothing was read
   */
  public byte[] readAll(long most, String what, Setting limit) throws LayerliftException {
    if (size > most) {
      throw Fault.of(
              ErrorCode.JSON_TOO_BIG,
              what + " has " + size + " bytes, which exceeds the limit of " + most)
          .in(entry)
          .at(offset)
          .hint(WayOut.raise(limit))
          .exception();
    }
    return head((int) size);
  }

  /** By hand, as {@link #hashCode}: a record's own would add several milliseconds to each start. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Extent that
        && source.equals(that.source)
        && offset == that.offset
        && size == that.size
        && entry.equals(that.entry);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entry, offset);
  }
}
