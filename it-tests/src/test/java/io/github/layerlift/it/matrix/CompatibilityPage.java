package io.github.layerlift.it.matrix;

import io.github.layerlift.it.matrix.Limits.Limit;
import io.github.layerlift.it.matrix.Outcome.State;
import io.github.layerlift.it.matrix.Results.Column;
import io.github.layerlift.it.matrix.Results.Failure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the results for people: {@code docs/measured/compatibility.md}. */
final class CompatibilityPage {
  /** How much of a message is shown, in characters: at most, and around the known part. */
  private static final int MAX_LENGTH = 160;

  private static final int AROUND = 60;

  private final Results results;
  private final List<String> families;
  private final List<String> releases;
  private final List<String> rows;
  private final StringBuilder page = new StringBuilder();

  /** The number of each limit, and a failure that it explains. */
  private final Map<Limit, Failure> notes = new LinkedHashMap<>();

  private final Map<State, Integer> counts = new EnumMap<>(State.class);

  private CompatibilityPage(
      Results results, List<String> families, List<String> releases, List<String> rows) {
    this.results = results;
    this.families = families;
    this.releases = releases;
    this.rows = rows;
  }

  static String of(
      Results results, List<String> families, List<String> releases, List<String> rows) {
    CompatibilityPage page = new CompatibilityPage(results, families, releases, rows);
    String tables = families.stream().map(page::table).collect(Collectors.joining());
    page.intro();
    page.page.append(tables);
    page.notes();
    return page.page.toString();
  }

  private void intro() {
    int cells = rows.size()
        * families.stream().mapToInt(f -> results.columns(f, releases).size()).sum();
    page.append(
            "# Compatibility\n\nWritten by `make it-all`: every kind of archive through every engine, ")
        .append(cells)
        .append(" cells in all. In each was tried:\n\n");
    for (Step step : Step.values()) {
      page.append("- ").append(name(step)).append(": ").append(step.meaning()).append("\n");
    }
    page.append("\nOf these steps ")
        .append(counts.getOrDefault(State.PASSED, 0))
        .append(" passed, ")
        .append(counts.getOrDefault(State.FAILED, 0))
        .append(
            " failed by a limit of the engine (the notes below; any other failure fails the run), and ")
        .append(counts.getOrDefault(State.NOT_TRIED, 0))
        .append(
            " were not to be tried (an image without a program can't run, an archive that doesn't load can't be saved, a")
        .append(" program that runs no containers can't run one).\n\n")
        .append(
            "A cell shows the archive as it was, then what Layerlift made of it: ✗ → ✓ did not load before, and does")
        .append(
            " now, with all steps right; ✓, run ✗ loads, and all is right but the run. The kinds that start with -- are")
        .append(
            " conversions of `docker-20.10-hello.tar` with that option; `*.tar` are the [samples](../../samples/README.md).\n\n");
  }

  private String table(String family) {
    StringBuilder table = new StringBuilder();
    List<Column> columns = results.columns(family, releases);
    table.append("## ").append(family).append("\n\n| |");
    columns.forEach(c ->
        table.append(" ").append(c.version()).append(" (").append(c.release()).append(") |"));
    table.append("\n|---|").append("---|".repeat(columns.size())).append("\n");
    for (String row : rows) {
      table.append("| ").append(row).append(" |");
      columns.forEach(column -> table.append(" ").append(cell(column, row)).append(" |"));
      table.append("\n");
    }
    return table.append("\n").toString();
  }

  private String cell(Column column, String row) {
    Map<Step, String> failed = new EnumMap<>(Step.class);
    results.failures(column, row).forEach(failure -> failed.put(failure.step(), mark(failure)));
    for (Step step : Step.values()) {
      counts.merge(results.outcome(column, row, step).state(), 1, Integer::sum);
    }
    List<String> modern = new ArrayList<>();
    modern.add(failed.getOrDefault(Step.LOAD, "✓"));
    failed.forEach((step, mark) -> {
      if (step != Step.LEGACY && step != Step.LOAD) {
        modern.add(name(step) + " " + mark);
      }
    });
    return failed.getOrDefault(Step.LEGACY, "✓") + " → " + String.join(", ", modern);
  }

  private String mark(Failure failure) {
    if (failure.limit().isEmpty()) {
      return "✗ **unexplained**";
    }
    notes.putIfAbsent(failure.limit().get(), failure);
    return "✗<sup>" + (List.copyOf(notes.keySet()).indexOf(failure.limit().get()) + 1) + "</sup>";
  }

  private void notes() {
    page.append("## Notes\n\n");
    int number = 0;
    for (Map.Entry<Limit, Failure> note : notes.entrySet()) {
      number++;
      page.append(number)
          .append(". ")
          .append(note.getKey().why())
          .append(" ")
          .append(note.getValue().column().title())
          .append(": `")
          .append(shown(note.getValue().message(), note.getKey().message()))
          .append("`\n");
    }
  }

  /** The part of a message that identified a limit, without what differs from run to run. */
  private static String shown(String message, Pattern known) {
    Matcher place = known.matcher(message);
    int start = place.find() ? Math.max(0, place.start() - AROUND) : 0;
    int end = Math.min(message.length(), start == 0 ? MAX_LENGTH : place.end() + AROUND);
    String part = message
        .substring(start, end)
        .replaceAll("[0-9a-f]{64}", "…")
        .replaceAll("[0-9a-f]{12,}|\\d{6,}", "…")
        .replace('`', '\'')
        .replace("\n", " / ")
        .strip();
    return (start > 0 ? "…" : "") + part + (end < message.length() ? "…" : "");
  }

  private static String name(Step step) {
    return step.name().toLowerCase(Locale.ROOT);
  }
}
