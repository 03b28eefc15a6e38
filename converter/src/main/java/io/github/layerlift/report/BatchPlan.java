package io.github.layerlift.report;

import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.report.BatchItem.Action;
import java.util.List;
import java.util.Optional;

/**
 * What a batch will do, input by input. Made by {@code Batch.plan}.
 *
 * @param options the options that it was made for
 * @param items the inputs of this shard, by name
 * @param others how many archives belong to other shards
 * @param listing the digest of the names and sizes of all archives, if they are dealt out among the
 *     shards by size: all shards of one run have the same
 */
public record BatchPlan(
    BatchOptions options, List<BatchItem> items, int others, Optional<String> listing) {
  public BatchPlan {
    items = List.copyOf(items);
  }

  /** How many items have that action. */
  public int count(Action action) {
    return (int) items.stream().filter(item -> item.action() == action).count();
  }
}
