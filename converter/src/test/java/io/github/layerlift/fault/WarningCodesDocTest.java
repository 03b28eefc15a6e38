package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/warnings.md} has a section for each warning code, and for nothing else. */
class WarningCodesDocTest {
  @Test
  void sections_warningCodes_sameAndSayWhatToDo() throws IOException {
    Map<String, String> sections = DocSections.of("warnings.md");
    Set<String> codes =
        Arrays.stream(WarningCode.values()).map(WarningCode::id).collect(Collectors.toSet());
    assertEquals(codes, sections.keySet());
    sections.forEach((code, section) ->
        assertTrue(section.contains("What to do: "), code + " should say what to do"));
  }
}
