package io.github.layerlift.cli.shelf;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Multimaps;
import io.github.layerlift.cli.text.Sizes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a reader of several reports may miss without noticing. */
final class Gaps {
  private static final int MAX_NAMED = 5;

  private Gaps() {}

  /** In sentences without a full stop; none if all that the reports are about is there. */
  static List<String> of(List<Archive> archives, List<Run> runs) {
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
    addReplaced(archives, gaps);
    return List.copyOf(gaps);
  }

  private static void addShards(List<Run> runs, List<String> gaps) {
    ListMultimap<Integer, Run.Summary> shards =
        MultimapBuilder.treeKeys().arrayListValues().build();
    runs.stream()
        .flatMap(run -> run.summary().stream())
        .forEach(summary -> shards.put(summary.shards(), summary));
    Multimaps.asMap(shards).forEach((total, summaries) -> {
      if (!summaries.stream().allMatch(summary -> isCovered(summary, runs))) {
        // the last run of a shard counts
        Map<Integer, String> listings = new TreeMap<>();
        summaries.forEach(summary -> listings.put(summary.shard(), summary.listing()));
        addMissing(total, listings.keySet(), gaps);
        if (Set.copyOf(listings.values()).size() > 1) {
          gaps.add("the " + total + " shards were dealt from different lists of archives");
        }
      }
    });
  }

  /** Whether a run of all archives has what the other shards would have. */
  private static boolean isCovered(Run.Summary share, List<Run> runs) {
    return runs.stream()
        .filter(Run::isWhole)
        .flatMap(run -> run.summary().stream())
        .anyMatch(summary -> summary.covers(share));
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

  /** Two archives that went to one output, in runs that followed each other. */
  private static void addReplaced(List<Archive> archives, List<String> gaps) {
    ListMultimap<String, String> inputs =
        MultimapBuilder.linkedHashKeys().arrayListValues().build();
    archives.stream()
        .filter(archive -> archive.isGood() && !archive.output().isEmpty())
        .forEach(archive -> inputs.put(Spelling.plain(archive.output()), archive.input()));
    List<Map.Entry<String, List<String>>> shared = Multimaps.asMap(inputs).entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .toList();
    shared.stream().limit(MAX_NAMED).forEach(each -> gaps.add(replaced(each)));
    if (shared.size() > MAX_NAMED) {
      int more = shared.size() - MAX_NAMED;
      gaps.add(Sizes.count(more, "more output") + (more == 1 ? " is that" : " are those")
          + " of several archives");
    }
  }

  private static String replaced(Map.Entry<String, List<String>> output) {
    List<String> inputs = output.getValue();
    return inputs.size() + " archives have one output, " + output.getKey()
        + ", which holds only one of them, unless the batches ran in different folders: "
        + String.join(", ", inputs.subList(0, Math.min(MAX_NAMED, inputs.size())))
        + (inputs.size() > MAX_NAMED ? ", …" : "");
  }
}
