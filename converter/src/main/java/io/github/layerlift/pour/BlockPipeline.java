package io.github.layerlift.pour;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.BlockEncoder;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.progress.Monitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.function.Supplier;

/** Compresses layers: one thread reads, hashes the plain bytes, and takes the results of the others. */
final class BlockPipeline implements AutoCloseable {
  private final Monitor monitor;
  private final BlockQueue queue;
  private final MessageDigest plainHash = Digest.newHash();
  private final MessageDigest packedHash = Digest.newHash();

  /**
   * Doesn't start any work yet.
   *
   * @param encoderMaker makes an encoder for each thread
   */
  BlockPipeline(Supplier<BlockEncoder> encoderMaker, int threads, Monitor monitor) {
    this.monitor = monitor;
    this.queue = new BlockQueue(encoderMaker, threads);
  }

  /** Compresses {@code layer} to the end of {@code to}. */
  Hashed pack(Extent layer, Spool to) throws IOException {
    BlockQueue.Sink sink = packed -> {
      packedHash.update(packed);
      to.append(ByteBuffer.wrap(packed));
    };
    long at = 0;
    // an empty layer still needs a valid stream
    do {
      byte[] block = queue.next(sink);
      monitor.cancellation().check();
      int count = Math.max(0, layer.read(ByteBuffer.wrap(block), at));
      queue.add(block, count);
      plainHash.update(block, 0, count);
      monitor.progress().advance(count);
      at += count;
    } while (at < layer.size());
    queue.drain(sink);
    return new Hashed(Digest.ofBytes(packedHash.digest()), Digest.ofBytes(plainHash.digest()));
  }

  @Override
  public void close() {
    queue.close();
  }
}
