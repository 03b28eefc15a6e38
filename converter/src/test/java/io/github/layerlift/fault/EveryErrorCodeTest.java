package io.github.layerlift.fault;

import static io.github.layerlift.fixture.Workbench.options;
import static io.github.layerlift.fixture.Workbench.usual;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code has a case that leads to it; the others are tested in the tests of their subject. */
public class EveryErrorCodeTest {
  private static final Pattern NAMES_OF_PROGRAMS = Pattern.compile(
      "Exception|\\b(java|com|org)\\.\\w|jackson|tukaani|luben|picocli|CTRL-CHAR|Input is not in",
      Pattern.CASE_INSENSITIVE);

  @TempDir
  private Path folder;

  private Path outputs;

  @BeforeEach
  void setUp() throws IOException {
    outputs = Files.createDirectory(folder.resolve("out"));
  }

  /** What only the command line can run into is tested there; what registries do, with their client and target; what shards of a
   * batch do, with that. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "SELECT_ONE",
        "SHARDS_DIFFER",
        "PATH_MISSING",
        "IMAGE_UNNAMED",
        "LAYER_ENTRY",
        "FOREIGN_LAYER",
        "ENGINE_UNAVAILABLE",
        "REPORT_INVALID",
        "ENGINE_IN_USE",
        "CREDENTIALS_UNREADABLE",
        "REGISTRY_UNREACHABLE",
        "REGISTRY_DENIED",
        "REGISTRY_REFUSED",
        "REGISTRY_FAILED",
        "REGISTRY_DIGEST"
      })
  void convert_caseOfTheCode_failsWithIt(ErrorCode code) throws IOException {
    ErrorCases.Case each = new ErrorCases(folder, outputs.resolve("modern.tar")).of(code);
    assertNotNull(each, "no case for " + code + ": add one to ErrorCases");
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> Converter.convert(each.input(), each.output(), options(each.options())));
    assertEquals(code, fault.code(), fault.getMessage());
    assertTrue(fault.getMessage().length() < 600, fault.getMessage());
    String said = fault.getMessage() + fault.hint().orElse("");
    assertFalse(
        NAMES_OF_PROGRAMS.matcher(said).find(), "names what only programmers know: " + said);
    if (each.leavesNothing()) {
      try (Stream<Path> left = Files.list(outputs)) {
        assertEquals(0, left.count(), "something was left");
      }
    }
  }

  @Test
  void ids_areUniqueAndPlain() {
    long distinct =
        Arrays.stream(ErrorCode.values()).map(ErrorCode::id).distinct().count();
    assertEquals(ErrorCode.values().length, distinct);
    for (ErrorCode code : ErrorCode.values()) {
      assertTrue(code.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), code.id());
    }
  }

  @Test
  void convert_library_neverThrowsAnotherCheckedException() {
    Path absent = folder.resolve("absent");
    assertThrows(
        LayerliftException.class,
        () -> Converter.convert(
            new Input.OfPath(absent),
            new Output.TarFile(Path.of(new String(new byte[] {'x'}, UTF_8)), false),
            options(usual())));
  }
}
