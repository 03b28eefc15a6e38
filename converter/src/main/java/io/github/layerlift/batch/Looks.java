package io.github.layerlift.batch;

import com.google.common.collect.Lists;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Looks at many files at once: each look waits for a network or a disk, and hardly computes anything. */
final class Looks {
  /** Fewer than the connections that a client of an object store has by default. */
  private static final int THREADS = 32;

  /** How many looks are waited for together, so that memory doesn't grow with their number. */
  private static final int PART = 1_000;

  private Looks() {}

  /**
   * What {@code look} sees of each, in the same order.
   *
   * @param look called from several threads
   * @throws LayerliftException if a stop was requested
   */
  static <T, R> List<R> at(List<T> all, Cancellation stop, Function<T, R> look)
      throws LayerliftException {
    ExecutorService threads = Executors.newFixedThreadPool(
        THREADS,
        new ThreadFactoryBuilder()
            .setNameFormat("layerlift-look")
            .setDaemon(true)
            .build());
    try {
      List<R> seen = new ArrayList<>(all.size());
      for (List<T> part : Lists.partition(all, PART)) {
        List<Future<R>> looks = new ArrayList<>(part.size());
        part.forEach(one -> looks.add(threads.submit(() -> look.apply(one))));
        for (Future<R> one : looks) {
          stop.check();
          seen.add(Futures.getUnchecked(one));
        }
      }
      return seen;
    } finally {
      threads.shutdownNow();
    }
  }
}
