package io.github.layerlift.registry;

import io.github.layerlift.image.Digest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which repositories of a registry are known to have which blobs. For any number of threads. */
final class KnownBlobs {
  /** Some megabytes; a batch may push more. */
  private static final int MAX_PLACES = 1 << 14;

  private final int max;
  private final Map<Digest, Set<Repository>> holders = new HashMap<>();
  private int places;

  KnownBlobs() {
    this(MAX_PLACES);
  }

  /**
   * @param max how many places of blobs are kept: then all are forgotten, and have to be asked for again
   */
  KnownBlobs(int max) {
    this.max = max;
  }

  synchronized void add(Digest digest, Repository repository) {
    if (has(digest, repository)) {
      return;
    }
    if (places == max) {
      holders.clear();
      places = 0;
    }
    holders.computeIfAbsent(digest, any -> new LinkedHashSet<>()).add(repository);
    places++;
  }

  synchronized boolean has(Digest digest, Repository repository) {
    return holders.getOrDefault(digest, Set.of()).contains(repository);
  }

  /** The first of the repositories that have it: always the same one, so that few tokens are needed. */
  synchronized Optional<Repository> holder(Digest digest) {
    return holders.getOrDefault(digest, Set.of()).stream().findFirst();
  }
}
