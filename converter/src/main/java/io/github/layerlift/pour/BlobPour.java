package io.github.layerlift.pour;

import io.github.layerlift.archive.Extent;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.plan.Hashed;
import io.github.layerlift.report.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Pours one blob after another on one thread, and hands writing over where somebody is free. */
final class BlobPour {
  private static final int UNPACKED_CHUNK = 128 * 1024;

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
    boolean packed = pour.known() == null
        && pour.blob().unpack()
        && pour.blob().compression() != Compression.NONE;
    return packed ? pourPacked(pour) : pourPlain(pour);
  }

  private Hashed pourPlain(Pour pour) throws IOException {
    Extent source = pour.blob().source();
    Hashed known = pour.known();
    ByteBuffer block = blocks.first();
    ByteBuffer next = blocks.second();
    source.read(block, 0);
    block.flip();
    for (long at = 0; at < source.size(); ) {
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
