package io.github.layerlift.input;

import com.google.common.io.ByteStreams;
import com.google.common.io.CountingInputStream;
import io.github.layerlift.bytes.BlockInputStream;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.PackedFile;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Compression;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.tar.ArrivingEnd;
import io.github.layerlift.tar.TarStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Unpacks a stream into a spool. */
final class SpoolFill {
  private static final int CHUNK = 1 << 18;
  private static final int PIECE = 512;

  private final Spool spool;
  private final Decoder decoder;
  private final ReadOptions options;
  private final Damage damage;
  private long bytesRead;

  /**
   * @param damage takes in what is wrong; if it collects, what was unpacked before a fault stays
   */
  SpoolFill(Spool spool, Decoder decoder, ReadOptions options, Damage damage) {
    this.spool = spool;
    this.decoder = decoder;
    this.options = options;
    this.damage = damage;
  }

  /**
   * Reads all of {@code in}, which stays open, and returns how it was packed.
   *
   * @param endless whether it may be endless, as a pipe may and a file can't
   */
  Compression fill(InputStream in, String name, boolean endless) throws IOException {
    CountingInputStream counted = new CountingInputStream(new Source(in, name, options));
    PackedFile file = decoder.openFile(counted, name);
    try {
      append(file.plain(), name, endless);
    } catch (MalformedArchiveException e) {
      if (file.isEnded()) {
        damage.meet(e);
      } else {
        damage.doubt(e);
      }
    }
    ByteStreams.exhaust(counted);
    bytesRead = counted.getCount();
    return file.compression();
  }

  private void append(InputStream plain, String name, boolean endless) throws IOException {
    ArrivingEnd end = new ArrivingEnd(spool);
    // some decoders lose what they have unpacked of a piece before a fault
    ByteBuffer chunk = ByteBuffer.allocate(damage.isCollected() ? PIECE : CHUNK);
    for (int count = start(plain, chunk.array(), name);
        count >= 0;
        count = plain.read(chunk.array())) {
      // little packed data may unpack to a lot
      options.monitor().cancellation().check();
      requireLimit(count, name);
      spool.append(chunk.clear().limit(count));
      if (endless) {
        end.follow();
      }
    }
  }

  /**
   * Reads enough to recognise a tar, and stops if it can't be one: the writer at the other end of a
   * pipe may never close it.
   *
   * @return how many bytes of {@code chunk} were filled
   */
  private int start(InputStream plain, byte[] chunk, String name) throws IOException {
    int filled = 0;
    // the first header of a damaged archive may be corrupt
    while (filled < TarStart.LENGTH && !damage.isCollected()) {
      int count = plain.read(chunk, filled, chunk.length - filled);
      if (count < 0) {
        break;
      }
      filled += count;
      TarStart.requirePossible(
          name, Arrays.copyOf(chunk, Math.min(filled, TarStart.STRANGER_LENGTH)));
    }
    return filled;
  }

  private void requireLimit(int count, String name) throws LayerliftException {
    if (spool.size() + count > options.limits().unpackedBytes()) {
      throw Fault.of(
              ErrorCode.UNPACKED_TOO_BIG,
              name + " has more than " + options.limits().unpackedBytes() + " bytes")
          .hint(WayOut.raise(Setting.UNPACKED_BYTES))
          .exception();
    }
  }

  /** Bytes of the input, as packed. */
  long bytesRead() {
    return bytesRead;
  }

  /** Reports read errors with the input's name; closing it leaves the caller's stream open. */
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
      options.monitor().cancellation().check();
      try {
        int count = in.read(into, start, length);
        options.monitor().progress().advance(Math.max(0, count));
        return count;
      } catch (LayerliftException e) {
        throw e;
      } catch (IOException e) {
        throw Fault.of(ErrorCode.READ_FAILED, name + " can't be read: " + Reason.of(e))
            .hint("read it again; if that fails too, copy it from another place")
            .exception(e);
      }
    }
  }
}
