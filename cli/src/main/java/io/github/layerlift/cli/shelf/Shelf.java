package io.github.layerlift.cli.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a shelf of archives: the lines of the reports about it. Of an archive that is in
 * several, the last line counts, unless it says that the archive was not looked at. Not thread-safe.
 */
public final class Shelf {
  private final ArchiveReader reader = new ArchiveReader();

  /** By their paths; those of which the last line came last are last. */
  private final Map<String, Archive> archives = new LinkedHashMap<>();

  private final List<Run> runs = new ArrayList<>();
  private int lines;

  /**
   * Adds a line of a report.
   *
   * @param json as a batch writes it
   * @param source what has the report, for messages
   */
  public void add(JsonNode json, String source) {
    ReportLine line = new ReportLine(json);
    if (line.has(ReportLine.SUMMARY)) {
      end(source, Optional.of(Run.Summary.of(line.object(ReportLine.SUMMARY))));
      return;
    }
    Status status = line.status()
        .orElseThrow(() -> new IllegalArgumentException("not a line of a report: " + json));
    lines++;
    put(archives, Spelling.plain(line.raw("input")), reader.read(line, status));
  }

  private static void put(Map<String, Archive> archives, String path, Archive archive) {
    Archive earlier = archives.get(path);
    if (earlier == null) {
      archives.put(path, archive);
    } else if (archive.status() != Status.NOT_RUN) {
      archives.remove(path);
      archives.put(path, archive.since(earlier));
    }
  }

  /** Ends a report; one whose last line was its summary has ended. */
  void end(String source) {
    if (lines > 0) {
      end(source, Optional.empty());
    }
  }

  private void end(String source, Optional<Run.Summary> summary) {
    runs.add(new Run(source, lines, summary));
    lines = 0;
  }

  /** In the order of their names, whatever the order of the lines. */
  List<Archive> archives() {
    StartFolders folders = StartFolders.of(archives);
    Map<String, Archive> joined = new LinkedHashMap<>();
    archives.forEach((path, archive) -> put(
        joined,
        folders.whole(path).filter(whole -> isSame(whole, archive)).findFirst().orElse(path),
        archive));
    return joined.values().stream().sorted(Comparator.comparing(Archive::input)).toList();
  }

  /** Whether another line is about {@code archive} with this path. An archive that has changed is another. */
  private boolean isSame(String path, Archive archive) {
    Archive other = archives.get(path);
    return other != null && archive.before() == other.before();
  }

  /** The reports, in the order in which they came. */
  List<Run> runs() {
    return List.copyOf(runs);
  }
}
