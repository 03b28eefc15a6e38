package io.github.layerlift.pour;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Pours one blob after another on one thread, and hands writing over to free threads. */
final class BlobPour {
  private static final int UNPACKED_CHUNK = 128 * 1024;

  /** The interval between two checks for a stop. */
  private static final int COPIED_AT_ONCE = 8 << 20;

  private final Crew crew;
  private final Decoder decoder;
  private final Progress progress;
  private final Blocks blocks;
  private final MessageDigest hash = Digest.newHash();

  BlobPour(Crew crew, Decoder decoder, Progress progress, Blocks blocks) {
    this.crew = crew;
    this.decoder = decoder;
    this.progress = progress;
    this.blocks = blocks;
  }

  Hashed pour(Pour pour) throws IOException {
    // the last blob may have turned out to be corrupt
    hash.reset();
    Hashed known = pour.known();
    if (known != null) {
      return move(pour, copy(pour), known);
    }
    boolean packed = pour.blob().unpack() && pour.blob().compression() != Compression.NONE;
    return packed ? pourPacked(pour) : move(pour, 0, null);
  }

  /** Leaves the copying to the system, as far as it can, and returns how far that is. */
  private long copy(Pour pour) throws IOException {
    long at = 0;
    for (long count = 1; count > 0 && at < pour.blob().size(); at += count) {
      crew.check();
      count = pour.to().copy(pour.blob().source(), at, COPIED_AT_ONCE);
      progress.advance(count);
    }
    return at;
  }

  /**
   * Reads and writes, and computes unknown digests on the way.
   *
   * @param start everything before it is already written
   */
  private Hashed move(Pour pour, long start, @Nullable Hashed known) throws IOException {
    Extent source = pour.blob().source();
    ByteBuffer block = blocks.first();
    ByteBuffer next = blocks.second();
    source.read(block, start);
    block.flip();
    for (long at = start; at < source.size(); ) {
      crew.check();
      int count = block.remaining();
      ByteBuffer view = block.duplicate();
      BlockStep step = new BlockStep(source, pour.to(), block, at, next.clear());
      boolean handedOver = crew.handOver(step);
      if (known == null) {
        hash.update(view);
      }
      if (!handedOver) {
        step.run();
      }
      step.await();
      progress.advance(count);
      at += count;
      ByteBuffer written = block;
      block = next;
      next = written;
    }
    if (known != null) {
      return known;
    }
    Digest digest = Digest.ofBytes(hash.digest());
    return new Hashed(digest, digest);
  }

  private Hashed pourPacked(Pour pour) throws IOException {
    MessageDigest unpackedHash = Digest.newHash();
    String name = pour.blob().source().entry();
    TeeStream packed = new TeeStream(pour, hash, crew, progress);
    try (InputStream unpacked = decoder.open(pour.blob().compression(), packed, name)) {
      byte[] chunk = new byte[UNPACKED_CHUNK];
      for (int count = unpacked.read(chunk); count >= 0; count = unpacked.read(chunk)) {
        unpackedHash.update(chunk, 0, count);
        crew.check();
      }
      packed.drain();
    }
    return new Hashed(Digest.ofBytes(hash.digest()), Digest.ofBytes(unpackedHash.digest()));
  }
}
