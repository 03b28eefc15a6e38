package io.github.layerlift.codec;

import io.github.layerlift.archive.BlockInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What is in a gzip file: its members, one after the other. The decoder keeps the file's name and
 * comment that a header may hold, however long they are; here, a header has a limit.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.2">RFC 1952, file format</a>
 */
final class GzipMembers extends BlockInputStream {
  /** An extra field has 64 KiB at most; a name and a comment have much less. */
  private static final int LONGEST_HEADER = 1 << 17;

  private final Packed in;
  private final boolean mayBePadded;
  private @Nullable InputStream member;

  /**
   * Reads the first header.
   *
   * @param mayBePadded whether zeros may follow the last member, as tapes leave them; gzip passes
   *     over them, and engines don't
   */
  GzipMembers(InputStream packed, boolean mayBePadded) throws IOException {
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
    in.mark(1);
    int first = in.read();
    if (first < 0) {
      return null;
    }
    if (first == 0 && mayBePadded) {
      requireZeros();
      return null;
    }
    in.reset();
    return open();
  }

  private void requireZeros() throws IOException {
    for (int padding = in.read(); padding >= 0; padding = in.read()) {
      if (padding != 0) {
        throw new IOException("more than zeros follows the end of the gzip data");
      }
    }
  }

  /** Packed bytes, of which the decoder gives back those that it didn't need. */
  private static final class Packed extends FilterInputStream {
    private int headerLeft;
    private boolean inHeader;

    Packed(InputStream in) {
      super(new BufferedInputStream(in));
    }

    void startHeader() {
      headerLeft = LONGEST_HEADER;
      inHeader = true;
    }

    void endHeader() {
      inHeader = false;
    }

    @Override
    public int read() throws IOException {
      count(1);
      return super.read();
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      count(length);
      return super.read(into, start, length);
    }

    private void count(int bytes) throws IOException {
      headerLeft -= inHeader ? bytes : 0;
      if (headerLeft < 0) {
        throw new IOException("a gzip header has more than " + LONGEST_HEADER + " bytes");
      }
    }
  }
}
