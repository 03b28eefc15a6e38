package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.Differ;
import io.github.layerlift.Extractor;
import io.github.layerlift.Splitter;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Destination;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.DiffOptions;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.SplitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code has a case that causes it. */
class EveryWarningCodeTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @EnumSource
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "nothing is extracted where files have no modes")
  void warnings_caseOfTheCode_haveIt(WarningCode code) throws IOException {
    Path archive = folder.resolve("archive.tar");
    Input input = new Input.OfPath(Files.write(archive, WarningCases.archive(code)));
    List<Warning> warnings = warnings(code, input, folder.resolve("out"));
    assertTrue(warnings.stream().anyMatch(each -> each.code() == code), warnings.toString());
  }

  private static List<Warning> warnings(WarningCode code, Input input, Path out)
      throws IOException {
    if (WarningCases.OF_EXTRACTION.contains(code)) {
      return Extractor.extract(
              input,
              new Destination.Folder(out, false),
              ExtractOptions.builder().build())
          .warnings();
    }
    if (WarningCases.OF_SPLITTING.contains(code)) {
      return Splitter.split(
              input, SplitOptions.builder(out, SplitOptions.By.PLATFORM).build())
          .warnings();
    }
    if (WarningCases.OF_COMPARISON.contains(code)) {
      return Differ.content(input, input, "hello", DiffOptions.builder().build())
          .warnings();
    }
    return Converter.convert(
            input,
            new Output.TarFile(out, false),
            Workbench.options(options -> WarningCases.options(code, options)))
        .warnings();
  }

  @Test
  void ids_all_areUniqueAndPlain() {
    List<String> ids = Arrays.stream(WarningCode.values()).map(WarningCode::id).toList();
    assertEquals(ids.size(), ids.stream().distinct().count());
    for (String id : ids) {
      assertTrue(id.matches("[a-z0-9]+(-[a-z0-9]+)*"), id);
    }
  }
}
