package io.github.layerlift;

import com.google.common.io.ByteStreams;
import com.google.common.io.CountingInputStream;
import io.github.layerlift.archive.BlockInputStream;
import io.github.layerlift.archive.Spool;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.image.Compression;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Unpacks a stream into a spool. */
final class SpoolFill {
  private static final int CHUNK = 1 << 18;

  private final Spool spool;
  private final Decoder decoder;
  private final ReadOptions options;
  private long bytesRead;

  SpoolFill(Spool spool, Decoder decoder, ReadOptions options) {
    this.spool = spool;
    this.decoder = decoder;
    this.options = options;
  }

  /** Reads all of {@code in}, which stays open, and tells how it was packed. */
  Compression fill(BufferedInputStream in, String name) throws IOException {
    CountingInputStream counted = new CountingInputStream(new Source(in, name, options));
    in.mark(Compression.MAGIC_LENGTH);
    Compression compression = Compression.detect(in.readNBytes(Compression.MAGIC_LENGTH));
    in.reset();
    InputStream plain = decoder.openFile(compression, counted, name);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (int count = plain.read(chunk.array()); count >= 0; count = plain.read(chunk.array())) {
      // a little that was read may unpack to much
      options.cancellation().check();
      spool.append(chunk.clear().limit(count));
    }
    ByteStreams.exhaust(counted);
    bytesRead = counted.getCount();
    return compression;
  }

  /** Bytes that came in, packed as they were. */
  long bytesRead() {
    return bytesRead;
  }

  /** Names whatever goes wrong with reading; closing it leaves the caller's stream open. */
  private static final class Source extends BlockInputStream {
    private final InputStream in;
    private final String name;
    private final ReadOptions options;

    Source(InputStream in, String name, ReadOptions options) {
      this.in = in;
      this.name = name;
      this.options = options;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      options.cancellation().check();
      try {
        int count = in.read(into, start, length);
        options.progress().advance(Math.max(0, count));
        return count;
      } catch (LayerliftException e) {
        throw e;
      } catch (IOException e) {
        throw Fault.of(ErrorCode.READ_FAILED, name + " can't be read: " + e.getMessage())
            .hint("read it again; if that fails too, copy it from another place")
            .exception(e);
      }
    }
  }
}
