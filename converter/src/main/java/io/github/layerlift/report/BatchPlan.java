package io.github.layerlift.report;

import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.report.BatchItem.Action;
import java.util.List;

/**
 * What a batch will do, input by input. Made by {@code Batch.plan}.
 *
 * @param options the options that it was made for
 * @param items the inputs of this shard, by name
 * @param others how many archives belong to other shards
 */
public record BatchPlan(BatchOptions options, List<BatchItem> items, int others) {
  public BatchPlan {
    items = List.copyOf(items);
  }

  /** How many items have that action. */
  public int count(Action action) {
    return (int) items.stream().filter(item -> item.action() == action).count();
  }
}
