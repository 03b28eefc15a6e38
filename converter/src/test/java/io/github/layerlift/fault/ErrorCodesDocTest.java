package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} has a section for each error code, and for nothing else. */
class ErrorCodesDocTest {
  @Test
  void headings_errorCodes_same() throws IOException {
    List<String> codes =
        Arrays.stream(ErrorCode.values()).map(ErrorCode::id).sorted().toList();
    assertEquals(codes, List.copyOf(new TreeSet<>(DocSections.of("errors.md").keySet())));
  }

  @Test
  void sections_all_sayWhatItMeansExitCodeAndWayOut() throws IOException {
    Map<String, String> sections = DocSections.of("errors.md");
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
}
