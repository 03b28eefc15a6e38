package io.github.layerlift.it.matrix;

import io.github.layerlift.it.matrix.Limits.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The outcomes of all trials so far; safe for several threads. */
final class Results {
  private final Limits limits;
  private final Map<Column, Map<String, Map<Step, Outcome>>> cells = new ConcurrentHashMap<>();

  Results(Limits limits) {
    this.limits = limits;
  }

  /**
   * An engine.
   *
   * @param family its name, and which of its stores or formats is meant
   * @param version in numbers
   * @param release of Debian
   */
  record Column(String family, String version, String release) {
    /** What the patterns of {@link Limits} are matched with. */
    String title() {
      return family + " " + version;
    }
  }

  /** A failure, and the limit that explains it. */
  record Failure(Column column, String row, Step step, String message, Optional<Limit> limit) {}

  void put(Column column, String row, Map<Step, Outcome> outcomes) {
    cells.computeIfAbsent(column, key -> new ConcurrentHashMap<>()).put(row, Map.copyOf(outcomes));
  }

  /** Whether there are {@code columns} engines, each with all {@code rows}. */
  boolean isComplete(int columns, int rows) {
    return cells.size() == columns && cells.values().stream().allMatch(c -> c.size() == rows);
  }

  Outcome outcome(Column column, String row, Step step) {
    return cells
        .get(column)
        .getOrDefault(row, Map.of())
        .getOrDefault(step, Outcome.notTried("it did not load"));
  }

  /** The engines of one family, in the order of {@code releases}. */
  List<Column> columns(String family, List<String> releases) {
    return releases.stream()
        .flatMap(release -> cells.keySet().stream()
            .filter(column -> column.family().equals(family) && column.release().equals(release)))
        .toList();
  }

  List<Failure> failures(Column column, String row) {
    List<Failure> failures = new ArrayList<>();
    for (Step step : Step.values()) {
      Outcome outcome = outcome(column, row, step);
      if (outcome.failed()) {
        failures.add(new Failure(
            column,
            row,
            step,
            outcome.message(),
            limits.find(column.title(), row, step, outcome.message())));
      }
    }
    return failures;
  }

  private Stream<Failure> all() {
    return cells.entrySet().stream()
        .flatMap(column -> column.getValue().keySet().stream()
            .flatMap(row -> failures(column.getKey(), row).stream()));
  }

  /** All failures, one per line, for editing {@code limits.json}. */
  String failures() {
    return all()
        .map(failure -> String.join(
                " | ",
                failure.limit().isEmpty() ? "UNEXPLAINED" : "explained",
                failure.column().title(),
                failure.row(),
                failure.step().name(),
                failure.message().replace("\n", " / "))
            + "\n")
        .sorted()
        .collect(Collectors.joining());
  }

  /** The limits that explained nothing. */
  List<String> unused() {
    List<Limit> used = all().flatMap(failure -> failure.limit().stream()).toList();
    return limits.all().stream()
        .filter(limit -> !used.contains(limit))
        .map(Limit::why)
        .toList();
  }
}
