package io.github.layerlift.output;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Digest;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.registry.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Brings single blobs to repositories, and counts what is sent. For any number of threads. */
final class Shipping {
  /** As many as Docker has. */
  static final int CONNECTIONS = 5;

  private final Monitor monitor;
  private final LongAdder sent = new LongAdder();
  private volatile boolean shown;

  Shipping(Monitor monitor) {
    this.monitor = monitor;
  }

  /**
   * From now on, what is sent is the progress.
   *
   * @param bytes that are still to be sent
   */
  void show(long bytes) {
    monitor.progress().enter(Progress.Stage.PUSHING, bytes);
    shown = true;
  }

  /** Bytes sent so far. */
  long sent() {
    return sent.sum();
  }

  /** Brings a blob to repositories: sent to one of a registry, and mounted from there in the others. */
  void bring(Digest digest, Extent content, List<Repository> places) throws IOException {
    List<Repository> unasked = places.stream()
        .filter(place -> !place.knowsBlob(digest) && place.holder(digest).isPresent())
        .toList();
    List<Repository> missing = new ArrayList<>();
    for (Repository place : places) {
      if (!unasked.contains(place) && !place.hasBlob(digest)) {
        missing.add(place);
      }
    }
    bring(digest, content, missing, unasked);
  }

  /**
   * Brings a blob to repositories.
   *
   * @param missing were asked, and don't have it
   * @param unasked may have it
   */
  void bring(Digest digest, Extent content, List<Repository> missing, List<Repository> unasked)
      throws IOException {
    for (Repository to : missing) {
      if (!isMounted(digest, to)) {
        upload(digest, content, to);
      }
    }
    for (Repository to : unasked) {
      if (!isMounted(digest, to) && !to.hasBlob(digest)) {
        upload(digest, content, to);
      }
    }
  }

  /** Perhaps another push has brought it to the registry just now. */
  private static boolean isMounted(Digest digest, Repository to) throws IOException {
    if (to.knowsBlob(digest)) {
      return true;
    }
    Optional<Repository> from = to.holder(digest);
    return from.isPresent() && to.mount(digest, from.get());
  }

  private void upload(Digest digest, Extent content, Repository to) throws IOException {
    to.upload(digest, content, count -> {
      sent.add(count);
      if (shown) {
        monitor.progress().advance(count);
      }
    });
  }
}
