package io.github.layerlift.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.image.Digest;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Which inputs one shard takes: by their names, or dealt out by their sizes, the largest first, each
 * to the shard that has the fewest bytes so far. Machines that see the same archives deal alike, in
 * whatever order they see them; and no shard gets more than the mean and the largest archive
 * together.
 *
 * @param shards who gets the archives that are dealt, by their names
 * @param listing the digest of what is dealt; empty if nothing is
 */
record Dealing(Shard shard, Map<String, Integer> shards, Optional<String> listing) {
  private static final Comparator<Found.Archive> BY_NAME =
      Comparator.comparing(Found.Archive::name);

  private static final Comparator<Found.Archive> LARGEST_FIRST = Comparator.comparingLong(
          (Found.Archive archive) -> archive.identity().size())
      .reversed()
      .thenComparing(BY_NAME);

  private static final Comparator<Hand> FEWEST_BYTES_FIRST =
      Comparator.comparingLong(Hand::bytes).thenComparingInt(Hand::shard);

  /** What one shard has been dealt so far. */
  private record Hand(int shard, long bytes) {}

  Dealing {
    shards = Map.copyOf(shards);
  }

  /**
   * For the shard of {@code options}.
   *
   * @param archives all of them, including those that turn out to be unreadable later
   */
  static Dealing of(List<Found.Archive> archives, BatchOptions options) {
    Shard shard = options.shard();
    return options.balance()
        ? new Dealing(shard, dealt(archives, shard.total()), Optional.of(listing(archives)))
        : new Dealing(shard, Map.of(), Optional.empty());
  }

  /** What is not an archive has no size worth dealing, and goes by its name. */
  boolean has(Found input) {
    Integer owner = shards.get(input.name());
    return owner == null ? shard.has(input.name()) : owner == shard.index();
  }

  private static Map<String, Integer> dealt(List<Found.Archive> archives, int total) {
    PriorityQueue<Hand> hands = new PriorityQueue<>(FEWEST_BYTES_FIRST);
    // shards beyond the number of archives get none
    for (int i = 1; i <= Math.min(total, archives.size()); i++) {
      hands.add(new Hand(i, 0));
    }
    List<Found.Archive> sorted = new ArrayList<>(archives);
    sorted.sort(LARGEST_FIRST);
    Map<String, Integer> shards = new HashMap<>();
    for (Found.Archive archive : sorted) {
      Hand least = hands.remove();
      shards.put(archive.name(), least.shard);
      hands.add(new Hand(least.shard, least.bytes + archive.identity().size()));
    }
    return shards;
  }

  /** No name has a NUL in it, so that no other list has the same text. */
  private static String listing(List<Found.Archive> archives) {
    List<Found.Archive> sorted = new ArrayList<>(archives);
    sorted.sort(BY_NAME);
    StringBuilder text = new StringBuilder();
    for (Found.Archive archive : sorted) {
      text.append(archive.name()).append('\0').append(archive.identity().size()).append('\n');
    }
    return Digest.of(text.toString().getBytes(UTF_8)).toString();
  }
}
