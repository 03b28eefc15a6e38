package io.github.layerlift.pour;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.BlockEncoder;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.progress.Monitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Compresses a layer in blocks, on several threads. One thread reads, hashes the plain bytes, and
 * takes the results in order: so neither their bytes nor the memory depend on the number of threads.
 */
final class BlockPipeline implements AutoCloseable {
  private final Monitor monitor;
  private final ExecutorService workers;
  private final Supplier<BlockEncoder> encoderMaker;
  private final ConcurrentLinkedDeque<BlockEncoder> encoders = new ConcurrentLinkedDeque<>();
  private final ArrayDeque<byte[]> free = new ArrayDeque<>();
  private final int blockSize;
  private final MessageDigest plainHash = Digest.newHash();
  private final MessageDigest packedHash = Digest.newHash();

  /**
   * Doesn't start any work yet.
   *
   * @param encoderMaker makes an encoder for each thread
   */
  BlockPipeline(Supplier<BlockEncoder> encoderMaker, int threads, Monitor monitor) {
    this.encoderMaker = encoderMaker;
    this.monitor = monitor;
    BlockEncoder first = encoderMaker.get();
    encoders.push(first);
    blockSize = first.blockSize();
    int workerCount = Math.min(threads, 8);
    workers = Executors.newFixedThreadPool(
        workerCount,
        new ThreadFactoryBuilder()
            .setNameFormat("layerlift-compress")
            .setDaemon(true)
            .build());
    for (int i = 0; i < workerCount + 1; i++) {
      free.push(new byte[blockSize]);
    }
  }

  /** Compresses {@code layer} to the end of {@code to}. */
  Hashed pack(Extent layer, Spool to) throws IOException {
    Deque<Job> jobs = new ArrayDeque<>();
    long at = 0;
    // an empty layer still needs a valid stream
    do {
      if (free.isEmpty()) {
        finish(jobs.removeFirst(), to);
      }
      monitor.cancellation().check();
      byte[] block = free.pop();
      int count = Math.max(0, layer.read(ByteBuffer.wrap(block), at));
      jobs.addLast(new Job(block, workers.submit(() -> encode(block, count))));
      plainHash.update(block, 0, count);
      monitor.progress().advance(count);
      at += count;
    } while (at < layer.size());
    while (!jobs.isEmpty()) {
      finish(jobs.removeFirst(), to);
    }
    return new Hashed(Digest.ofBytes(packedHash.digest()), Digest.ofBytes(plainHash.digest()));
  }

  /** Native encoders must not be closed while a thread is in one of them. */
  @Override
  public void close() {
    workers.shutdownNow();
    Uninterruptibles.awaitTerminationUninterruptibly(workers);
    encoders.forEach(BlockEncoder::close);
  }

  private byte[] encode(byte[] block, int length) {
    BlockEncoder free = encoders.poll();
    BlockEncoder encoder = free == null ? encoderMaker.get() : free;
    try {
      return encoder.encode(block, length);
    } finally {
      encoders.push(encoder);
    }
  }

  private void finish(Job job, Spool to) throws IOException {
    byte[] packed = result(job.result);
    free.push(job.block);
    packedHash.update(packed);
    to.append(ByteBuffer.wrap(packed));
  }

  private static byte[] result(Future<byte[]> job) {
    try {
      return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(job));
    } catch (ExecutionException e) {
      // a thread's error, such as a lack of memory, is reported as it is
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      Throwables.throwIfUnchecked(cause);
      throw new IllegalStateException("compression failed", cause);
    }
  }

  /**
   * A block on its way.
   *
   * @param block to be reused once the result is there
   */
  private record Job(byte[] block, Future<byte[]> result) {}
}
