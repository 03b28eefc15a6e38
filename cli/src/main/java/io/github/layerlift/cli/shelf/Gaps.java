package io.github.layerlift.cli.shelf;

import com.google.common.collect.TreeMultimap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a reader of several reports may miss without noticing. */
final class Gaps {
  private static final int MAX_NAMED = 5;

  private Gaps() {}

  /** In sentences without a full stop; none if all that the reports are about is there. */
  static List<String> of(List<Run> runs) {
    List<String> gaps = new ArrayList<>();
    for (Run run : runs) {
      if (run.summary().isEmpty()) {
        gaps.add(run.source() + " doesn't end with a summary, so it may be cut short");
      } else if (!run.isWhole()) {
        gaps.add(run.source() + " is about " + run.summary().get().inputs() + " archives, but has "
            + run.lines() + (run.lines() == 1 ? " line" : " lines"));
      }
    }
    addShards(runs, gaps);
    return List.copyOf(gaps);
  }

  private static void addShards(List<Run> runs, List<String> gaps) {
    TreeMultimap<Integer, Integer> shards = TreeMultimap.create();
    Map<String, String> listings = new HashMap<>();
    for (Run run : runs) {
      run.summary().ifPresent(summary -> {
        shards.put(summary.shards(), summary.shard());
        // the last run of a shard counts
        listings.put(summary.shard() + "/" + summary.shards(), summary.listing());
      });
    }
    for (Map.Entry<Integer, Collection<Integer>> each : shards.asMap().entrySet()) {
      int total = each.getKey();
      addMissing(total, each.getValue(), gaps);
      HashSet<String> different = new HashSet<>();
      each.getValue()
          .forEach(shard -> different.add(listings.getOrDefault(shard + "/" + total, "")));
      if (different.size() > 1) {
        gaps.add("the " + total + " shards were dealt from different lists of archives");
      }
    }
  }

  private static void addMissing(int total, Collection<Integer> present, List<String> gaps) {
    int missing = total - present.size();
    if (missing > 0) {
      String named = IntStream.rangeClosed(1, total)
          .filter(shard -> !present.contains(shard))
          .limit(MAX_NAMED)
          .mapToObj(Integer::toString)
          .collect(Collectors.joining(", "));
      gaps.add("of " + total + " shards, " + (missing == 1 ? "one is" : missing + " are")
          + " missing: " + named + (missing > MAX_NAMED ? ", …" : ""));
    }
  }
}
