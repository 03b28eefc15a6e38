package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Pages of {@code docs} that have a heading for each code. */
final class DocSections {
  private DocSections() {}

  /** The text under each heading of a code. */
  static Map<String, String> of(String doc) throws IOException {
    Map<String, String> sections = new TreeMap<>();
    String current = "";
    for (String line : Files.readAllLines(Path.of("..", "docs", doc))) {
      if (line.startsWith("### `") && line.endsWith("`")) {
        current = line.substring("### `".length(), line.length() - 1);
        assertTrue(sections.put(current, "") == null, current + " appears twice");
      } else if (line.startsWith("#")) {
        current = "";
      } else if (!current.isEmpty()) {
        sections.merge(current, line + "\n", String::concat);
      }
    }
    return sections;
  }
}
