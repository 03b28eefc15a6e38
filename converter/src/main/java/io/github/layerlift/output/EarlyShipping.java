package io.github.layerlift.output;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Digest;
import io.github.layerlift.registry.Repository;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Brings blobs to registries while others are still packed or hashed. Repositories remember what they
 * have got, so that the push at the end has only the rest to do. The first fault ends it, and is thrown
 * at the end: until then, a better one may be found in the archive.
 */
final class EarlyShipping {
  private final Shipping shipping;
  private final Set<Digest> begun = new HashSet<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(
      Shipping.CONNECTIONS,
      new ThreadFactoryBuilder()
          .setNameFormat("layerlift-push-%d")
          .setDaemon(true)
          .build());

  EarlyShipping(Shipping shipping) {
    this.shipping = shipping;
  }

  /** Begins to bring a blob to repositories: sent to one, and mounted from there in the others. */
  void begin(Digest digest, Extent content, Collection<Repository> places) {
    if (begun.add(digest)) {
      List<Repository> all = List.copyOf(places);
      threads.execute(() -> run(digest, content, all));
    }
  }

  private void run(Digest digest, Extent content, List<Repository> places) {
    try {
      if (failure.get() == null) {
        shipping.bring(digest, content, places);
      }
    } catch (IOException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Waits until all of it is there. */
  void finish() throws IOException {
    threads.shutdown();
    Uninterruptibles.awaitTerminationUninterruptibly(threads);
    Throwable fault = failure.get();
    if (fault != null) {
      Throwables.throwIfInstanceOf(fault, IOException.class);
      Throwables.throwIfUnchecked(fault);
    }
  }

  /** Ends it, before what it reads is closed. */
  void stop() {
    failure.compareAndSet(null, new IOException("stopped"));
    threads.shutdownNow();
    Uninterruptibles.awaitTerminationUninterruptibly(threads);
  }
}
