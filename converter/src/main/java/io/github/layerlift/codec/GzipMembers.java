package io.github.layerlift.codec;

import io.github.layerlift.bytes.BlockInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a gzip file: its members, one after the other. The decoder keeps the file name and
 * the comment of a header, however long they are; here, a header has a limit.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.2">RFC 1952, file format</a>
 */
final class GzipMembers extends BlockInputStream {
  /** An extra field has 64 KiB at most; a name and a comment have much less. */
  private static final int MAX_HEADER = 1 << 17;

  /** More than any tape or disk rounds up to; a stream may never end. */
  private static final long MAX_PADDING = 64L << 20;

  private static final int FIRST_MAGIC = 0x1f;

  private final Packed in;
  private final boolean mayBePadded;
  private final DecoderFaults faults;
  private @Nullable InputStream member;

  /**
   * Reads the first header.
   *
   * @param mayBePadded whether zeros may follow the last member, as tapes leave them; gzip skips
   *     them, and engines don't
   */
  GzipMembers(InputStream packed, boolean mayBePadded, DecoderFaults faults) throws IOException {
    this.faults = faults;
    this.in = new Packed(packed);
    this.mayBePadded = mayBePadded;
    this.member = open();
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    while (member != null) {
      int count = member.read(into, start, length);
      if (count >= 0) {
        return count;
      }
      member = next();
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    try (in) {
      if (member != null) {
        member.close();
      }
    }
  }

  private InputStream open() throws IOException {
    in.startHeader();
    InputStream opened = GzipCompressorInputStream.builder().setInputStream(in).get();
    in.endHeader();
    return opened;
  }

  /** The member that follows; null at the end. */
  private @Nullable InputStream next() throws IOException {
    long end = in.position();
    in.mark(1);
    int first = in.read();
    if (first < 0) {
      return null;
    }
    if (first == 0) {
      requireZeros(end);
      return null;
    }
    if (first != FIRST_MAGIC) {
      throw faults.rubbish(end);
    }
    in.reset();
    return open();
  }

  private void requireZeros(long end) throws IOException {
    for (int padding = in.read(); padding >= 0; padding = in.read()) {
      if (padding != 0 || in.position() - end > MAX_PADDING) {
        throw faults.rubbish(end);
      }
    }
    if (!mayBePadded) {
      throw faults.padding(end);
    }
  }

  /** Packed bytes, of which the decoder gives back those that it didn't need. */
  private final class Packed extends FilterInputStream {
    private int headerLeft;
    private boolean inHeader;
    private long position;
    private long marked;

    Packed(InputStream in) {
      super(new BufferedInputStream(in));
    }

    void startHeader() {
      headerLeft = MAX_HEADER;
      inHeader = true;
    }

    void endHeader() {
      inHeader = false;
    }

    /** How many packed bytes were taken. */
    long position() {
      return position;
    }

    @Override
    public synchronized void mark(int limit) {
      marked = position;
      super.mark(limit);
    }

    @Override
    public synchronized void reset() throws IOException {
      position = marked;
      super.reset();
    }

    @Override
    public int read() throws IOException {
      count(1);
      int read = super.read();
      position += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      count(length);
      int read = super.read(into, start, length);
      position += Math.max(0, read);
      return read;
    }

    private void count(int bytes) throws IOException {
      headerLeft -= inHeader ? bytes : 0;
      if (headerLeft < 0) {
        throw faults.longHeader(MAX_HEADER);
      }
    }
  }
}
