package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} has a section for each error code, and for nothing else. */
class ErrorCodesDocTest {

  private static final Path DOC = Path.of("..", "docs", "errors.md");

  @Test
  void headings_errorCodes_same() throws IOException {
    List<String> codes =
        Arrays.stream(ErrorCode.values()).map(ErrorCode::id).sorted().toList();
    assertEquals(codes, List.copyOf(new TreeSet<>(sections().keySet())));
  }

  @Test
  void sections_all_sayWhatItMeansExitCodeAndWayOut() throws IOException {
    Map<String, String> sections = sections();
    for (ErrorCode code : ErrorCode.values()) {
      String section = sections.getOrDefault(code.id(), "");
      String exit = "Exit code " + exitCode(code.kind()) + ".";
      assertTrue(section.contains(exit), code.id() + " should say: " + exit);
      assertTrue(section.contains("What to do: "), code.id() + " should say what to do");
    }
  }

  private static int exitCode(FaultKind kind) {
    return switch (kind) {
      case USAGE -> 2;
      case STORAGE -> 3;
      case MALFORMED -> 4;
      case UNSUPPORTED -> 5;
      case INTERRUPTED -> 130;
    };
  }

  /** What stands under each heading of a code. */
  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new TreeMap<>();
    String current = "";
    for (String line : Files.readAllLines(DOC)) {
      if (line.startsWith("### `") && line.endsWith("`")) {
        current = line.substring("### `".length(), line.length() - 1);
        assertTrue(sections.put(current, "") == null, current + " stands twice");
      } else if (line.startsWith("#")) {
        current = "";
      } else if (!current.isEmpty()) {
        sections.merge(current, line + "\n", String::concat);
      }
    }
    return sections;
  }
}
