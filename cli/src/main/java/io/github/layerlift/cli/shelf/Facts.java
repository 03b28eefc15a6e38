package io.github.layerlift.cli.shelf;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.Multiset;
import io.github.layerlift.cli.text.Sizes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a page says of a shelf. */
record Facts(
    List<Archive> archives,
    List<Run> runs,
    Multiset<Status> counts,
    List<String> gaps,
    List<Group> errors,
    List<Group> warnings,
    List<Group> leftAlone,
    SizeFigures sizes,
    Years years,
    LayerFigures layers) {
  private static final int MAX_NAMED = 4;

  static Facts of(Shelf shelf) {
    List<Archive> archives = shelf.archives();
    Multiset<Status> counts = EnumMultiset.create(Status.class);
    archives.forEach(archive -> counts.add(archive.status()));
    return new Facts(
        archives,
        shelf.runs(),
        counts,
        Gaps.of(archives, shelf.runs()),
        Group.of(archives, archive -> errors(archive, Status.FAILED)),
        Group.of(archives, Archive::warnings),
        Group.of(archives, archive -> errors(archive, Status.IGNORED)),
        SizeFigures.of(archives),
        Years.of(archives.stream().flatMap(each -> each.contents().stream()).toList()),
        LayerFigures.of(archives));
  }

  private static Collection<Problem> errors(Archive archive, Status status) {
    return archive.status() == status ? archive.error().stream().toList() : List.of();
  }

  int count(Status status) {
    return counts.count(status);
  }

  /** What became of the shelf, in a sentence. */
  String headline() {
    int good = good();
    int tried = good + count(Status.FAILED) + count(Status.NOT_RUN);
    String verb = targets(Run.Summary::push).isEmpty() ? " converted" : " converted or pushed";
    if (tried == 0) {
      return "No archives of images";
    }
    String are = (good == 1 ? " is" : " are") + verb;
    if (good < tried) {
      return good + " of " + Sizes.count(tried, "archive") + are;
    }
    // there may be more than what the reports are about
    return gaps.isEmpty()
        ? (tried == 1 ? "The archive" : "All " + tried + " archives") + are
        : Sizes.count(tried, "archive") + are;
  }

  /** What the page is about. */
  String subtitle() {
    Stream<String> into = targets(Run.Summary::into).stream().map(each -> "into " + each);
    Stream<String> push = targets(Run.Summary::push).stream().map(each -> "pushed to " + each);
    Stream<String> shards = runs.stream()
        .flatMap(run -> run.summary().stream())
        .filter(summary -> summary.shards() > 1)
        .map(summary -> "shard " + summary.shard() + "/" + summary.shards())
        .distinct()
        .limit(1 + (long) MAX_NAMED);
    List<String> named = shards.toList();
    Stream<String> shown = named.size() > MAX_NAMED ? Stream.of("many shards") : named.stream();
    return Stream.of(
            Stream.of(Sizes.count(archives.size(), "input")),
            into,
            push,
            Stream.of(runs.size() == 1 ? "" : Sizes.count(runs.size(), "report")),
            shown)
        .flatMap(each -> each)
        .filter(each -> !each.isEmpty())
        .reduce((one, other) -> one + " · " + other)
        .orElse("");
  }

  private Set<String> targets(Function<Run.Summary, String> part) {
    Set<String> found = new TreeSet<>();
    runs.stream().flatMap(run -> run.summary().stream()).map(part).forEach(found::add);
    found.remove("");
    return found;
  }

  /** The counts, in a line. */
  String summary() {
    String parts = Stream.of(Status.values())
        .filter(status -> count(status) > 0)
        .map(status -> count(status) + " " + status.label())
        .collect(Collectors.joining(", "));
    return Sizes.count(archives.size(), "input") + (parts.isEmpty() ? "" : ": " + parts);
  }

  /** Archives with images that were found whole. */
  int good() {
    return count(Status.CONVERTED) + count(Status.SKIPPED);
  }

  /** Archives whose layers a report has. */
  int covered() {
    return (int)
        archives.stream().map(Archive::contents).filter(Optional::isPresent).count();
  }

  /** Archives that came with warnings whose text no report has. */
  int warnedEarlier() {
    return (int) archives.stream()
        .filter(each -> each.warnings().isEmpty() && each.earlierWarnings() > 0)
        .count();
  }
}
