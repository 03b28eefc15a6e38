package io.github.layerlift.cli.shelf;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folders that batches were started in, as far as reports tell: if a relative and an absolute path
 * have one output, the archives the same size, and the one path ends with the other, what comes before
 * is such a folder. Then this also tells which archives without outputs are the same.
 */
record StartFolders(List<Start> starts) {
  /**
   * A start.
   *
   * @param up what relative paths start with, such as {@code ../}
   * @param folder what absolute paths have there, with its slash
   */
  record Start(String up, String folder) {}

  StartFolders {
    starts = List.copyOf(starts);
  }

  /**
   * Learns the folders.
   *
   * @param archives by their paths
   */
  static StartFolders of(Map<String, Archive> archives) {
    Map<String, Map.Entry<String, Archive>> absolutes = new HashMap<>();
    for (Map.Entry<String, Archive> each : archives.entrySet()) {
      if (Spelling.isAbsolute(each.getKey()) && !each.getValue().output().isEmpty()) {
        absolutes.put(Spelling.plain(each.getValue().output()), each);
      }
    }
    Set<Start> starts = new LinkedHashSet<>();
    archives.forEach((path, archive) -> {
      Map.Entry<String, Archive> absolute = absolutes.get(Spelling.plain(archive.output()));
      if (absolute != null
          && !Spelling.isAbsolute(path)
          && Spelling.canBeSame(path, absolute.getKey())
          && archive.hasSizeOf(absolute.getValue())) {
        starts.add(start(path, absolute.getKey()));
      }
    });
    return new StartFolders(List.copyOf(starts));
  }

  private static Start start(String relative, String absolute) {
    String up = Spelling.up(relative);
    int rest = relative.length() - up.length();
    return new Start(up, absolute.substring(0, absolute.length() - rest));
  }

  /** What a relative path may be as an absolute one. */
  Stream<String> whole(String path) {
    String up = Spelling.up(path);
    return Spelling.isAbsolute(path)
        ? Stream.empty()
        : starts.stream()
            .filter(start -> start.up.equals(up))
            .map(start -> start.folder + path.substring(up.length()));
  }
}
