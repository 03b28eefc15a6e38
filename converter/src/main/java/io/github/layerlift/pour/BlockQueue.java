package io.github.layerlift.pour;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.codec.BlockEncoder;
import java.io.IOException;
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
 * Compresses blocks on several threads, and gives out the results in order: so neither their bytes
 * nor the memory depend on the number of threads. Filled and emptied by one thread.
 */
final class BlockQueue implements AutoCloseable {
  private static final int MAX_WORKERS = 8;

  private final ExecutorService workers;
  private final Supplier<BlockEncoder> encoderMaker;
  private final ConcurrentLinkedDeque<BlockEncoder> encoders = new ConcurrentLinkedDeque<>();
  private final Deque<byte[]> free = new ArrayDeque<>();
  private final Deque<Job> jobs = new ArrayDeque<>();

  /**
   * Doesn't start any work yet.
   *
   * @param encoderMaker makes an encoder for each thread
   * @param threads how many compress at once, at least 1; more than 8 gain nothing
   */
  BlockQueue(Supplier<BlockEncoder> encoderMaker, int threads) {
    this.encoderMaker = encoderMaker;
    BlockEncoder first = encoderMaker.get();
    encoders.push(first);
    int workerCount = Math.min(threads, MAX_WORKERS);
    workers = Executors.newFixedThreadPool(
        workerCount,
        new ThreadFactoryBuilder()
            .setNameFormat("layerlift-compress")
            .setDaemon(true)
            .build());
    for (int i = 0; i < workerCount + 1; i++) {
      free.push(new byte[first.blockSize()]);
    }
  }

  /** Takes results. */
  @FunctionalInterface
  interface Sink {
    void take(byte[] packed) throws IOException;
  }

  /** A block to fill; if none is free, that waits for the oldest result. */
  byte[] next(Sink sink) throws IOException {
    if (free.isEmpty()) {
      finish(jobs.removeFirst(), sink);
    }
    return free.pop();
  }

  /** Has the first {@code length} bytes of {@code block} compressed, which is one from {@link #next}. */
  void add(byte[] block, int length) {
    jobs.addLast(new Job(block, workers.submit(() -> encode(block, length))));
  }

  /** Waits for all results. */
  void drain(Sink sink) throws IOException {
    while (!jobs.isEmpty()) {
      finish(jobs.removeFirst(), sink);
    }
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

  private void finish(Job job, Sink sink) throws IOException {
    byte[] packed = result(job.result);
    free.push(job.block);
    sink.take(packed);
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
