package io.github.layerlift.cli.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.report.DiffReport.FieldChange;
import io.github.layerlift.report.DiffReport.PlatformChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What archives of one platform don't show; {@code DiffCommandTest} has the rest. */
class DiffTextTest {
  private static final FieldChange VERSION =
      new FieldChange("[\"os.version\"]", Optional.of("\"1\""), Optional.of("\"2\""));

  private static final DiffReport REPORT = new DiffReport(
      image("a.tar", List.of("linux/arm64")),
      image("b.tar", List.of()),
      Set.of(Aspect.NAMES, Aspect.PLATFORM, Aspect.PLATFORMS),
      Set.of(),
      List.of(VERSION),
      List.of(
          new PlatformChange("linux/arm64", true, true, Set.of(Aspect.LAYERS, Aspect.CONFIG)),
          new PlatformChange("linux/s390x", true, false, Set.of()),
          new PlatformChange("windows/amd64 10.0", false, true, Set.of())),
      List.of(),
      List.of(),
      List.of(),
      new DiffReport.Files(0, 0, 0),
      List.of(),
      Duration.ZERO);

  private static DiffReport.Image image(String input, List<String> notCompared) {
    return new DiffReport.Image(
        input,
        "oci-layout",
        "sha256:" + "0".repeat(64),
        List.of("a:1"),
        List.of("B:" + input),
        "/",
        notCompared);
  }

  private static String printed(Function<PrintStream, DiffLines> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DiffLines printer = lines.apply(new PrintStream(bytes, true, UTF_8));
    printer.start(REPORT);
    printer.end(REPORT);
    return bytes.toString(UTF_8);
  }

  @Test
  void start_platforms_areSections() {
    assertEquals(
        List.of(
            "A: a.tar: a:1 (unknown platform), sha256:000000000000",
            "B: b.tar: a:1 (unknown platform), sha256:000000000000",
            "",
            "names:",
            "- B:a.tar",
            "+ B:b.tar",
            "",
            "platform:",
            "~ [\"os.version\"]: \"1\" -> \"2\"",
            "",
            "platforms:",
            "~ linux/arm64  config, layers",
            "- linux/s390x",
            "+ windows/amd64 10.0",
            "",
            "different: names, platform, platforms"),
        printed(out -> new DiffText(out, 80)).lines().toList());
  }

  @Test
  void json_platforms_areFields() throws IOException {
    JsonNode json = new ObjectMapper().readTree(printed(DiffJson::new));
    assertEquals("[\"linux/arm64\"]", json.at("/a/notCompared").toString());
    assertEquals("[\"B:b.tar\"]", json.at("/b/namesLeftOut").toString());
    assertEquals("2", json.at("/platform/0/b").asText());
    assertEquals(
        "[{\"platform\":\"linux/arm64\",\"change\":\"changed\",\"aspects\":[\"config\",\"layers\"]},"
            + "{\"platform\":\"linux/s390x\",\"change\":\"removed\"},"
            + "{\"platform\":\"windows/amd64 10.0\",\"change\":\"added\"}]",
        json.get("platforms").toString());
  }
}
