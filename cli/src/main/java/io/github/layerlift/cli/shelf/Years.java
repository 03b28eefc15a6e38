package io.github.layerlift.cli.shelf;

import io.github.layerlift.cli.page.Bar;
import io.github.layerlift.cli.shelf.Archive.Contents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The kinds of archives by the year of their newest image.
 *
 * @param kinds how people call those that occur
 * @param rows by year; the last is for archives without one
 */
record Years(List<String> kinds, List<Row> rows) {
  /** Docker is from then: an earlier time stands for none, as that of reproducible images does. */
  private static final int FIRST = 2013;

  /** From then on years get no row of their own if nothing is from them. */
  private static final int MAX_EMPTY = 30;

  private static final String UNDATED = "no date";
  private static final String SORTS_LAST = "~";
  private static final List<String> KINDS = List.of("v1", "docker-archive", "oci-layout");
  private static final List<String> LABELS =
      List.of("before Docker 1.10", "docker-archive", "OCI layout", "several kinds");

  /**
   * A year.
   *
   * @param counts for each kind
   * @param bars for each kind that it has
   */
  record Row(String year, List<Integer> counts, List<Bar> bars) {
    Row {
      counts = List.copyOf(counts);
      bars = List.copyOf(bars);
    }

    int total() {
      return counts.stream().mapToInt(Integer::intValue).sum();
    }
  }

  Years {
    kinds = List.copyOf(kinds);
    rows = List.copyOf(rows);
  }

  static Years of(List<Contents> all) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Contents each : all) {
      counts
          .computeIfAbsent(year(each.created()), any -> new int[LABELS.size()])[
          kind(each.kind())]++;
    }
    fill(counts);
    List<Integer> used = IntStream.range(0, LABELS.size())
        .filter(kind -> counts.values().stream().anyMatch(year -> year[kind] > 0))
        .boxed()
        .toList();
    int most = counts.values().stream()
        .mapToInt(year -> IntStream.of(year).sum())
        .max()
        .orElse(1);
    List<Row> rows = new ArrayList<>();
    counts.forEach((year, count) ->
        rows.add(row(year.equals(SORTS_LAST) ? UNDATED : year, count, used, Math.max(1, most))));
    return new Years(used.stream().map(LABELS::get).toList(), rows);
  }

  private static Row row(String year, int[] all, List<Integer> used, double most) {
    List<Integer> counts = new ArrayList<>();
    List<Bar> bars = new ArrayList<>();
    double start = 0;
    for (int kind : used) {
      if (all[kind] > 0) {
        double length = all[kind] / most;
        bars.add(new Bar(counts.size(), start, length));
        start += length;
      }
      counts.add(all[kind]);
    }
    return new Row(year, counts, bars);
  }

  /** Years between others have a row, so that a gap shows as one. */
  private static void fill(Map<String, int[]> counts) {
    int[] years = counts.keySet().stream()
        .filter(year -> !year.equals(SORTS_LAST))
        .mapToInt(Integer::parseInt)
        .toArray();
    if (years.length > 0 && years[years.length - 1] - years[0] < MAX_EMPTY) {
      IntStream.rangeClosed(years[0], years[years.length - 1])
          .forEach(year ->
              counts.computeIfAbsent(Integer.toString(year), any -> new int[LABELS.size()]));
    }
  }

  /** Four digits, which sort as text; years beyond have a sign. */
  private static String year(String day) {
    String year = day.isEmpty() || !Character.isDigit(day.charAt(0)) ? "" : day.substring(0, 4);
    return year.isEmpty() || Integer.parseInt(year) < FIRST ? SORTS_LAST : year;
  }

  /** An archive of archives may have several. */
  private static int kind(String kind) {
    int known = KINDS.indexOf(kind);
    return known < 0 ? KINDS.size() : known;
  }
}
