package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReportOptionTest {
  @TempDir
  private Path folder;

  private String in = "";
  private String out = "";
  private Path report = Path.of("");

  @BeforeEach
  void setUp() throws IOException {
    in = Files.write(folder.resolve("legacy.tar"), SmallArchive.withWarning().bytes())
        .toString();
    out = folder.resolve("modern.tar").toString();
    report = folder.resolve("report.json");
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void run_reportToAFile_hasAllFields() throws IOException {
    FakeConsole console = new FakeConsole().run("convert", "--report", report.toString(), in, out);
    assertEquals(0, console.code(), console.err());
    JsonNode json = json(Files.readString(report));
    assertEquals(
        List.of(
            "input",
            "output",
            "dialect",
            "compression",
            "names",
            "images",
            "warnings",
            "skippedFiles",
            "inputBytes",
            "outputBytes",
            "seconds"),
        fields(json));
    assertEquals(in, json.get("input").asText());
    assertEquals(out, json.get("output").asText());
    assertEquals("docker-archive", json.get("dialect").asText());
    assertEquals("none", json.get("compression").asText());
    assertEquals(Files.size(Path.of(in)), json.get("inputBytes").asLong());
    assertEquals(Files.size(Path.of(out)), json.get("outputBytes").asLong());
    assertTrue(json.get("seconds").asDouble() > 0);
    assertEquals("no-platform", json.at("/warnings/0/code").asText());
    assertTrue(json.at("/warnings/0/text").asText().length() > 10);
    assertTrue(console.out().contains("docker load"), "the summary is there too");
  }

  @Test
  void run_report_describesEachImageAndLayer() throws IOException {
    new FakeConsole().run("convert", "--report", report.toString(), in, out);
    JsonNode image = json(Files.readString(report)).at("/images/0");
    assertEquals(List.of("id", "manifestDigest", "tags", "platform", "layers"), fields(image));
    assertEquals(SmallArchive.withWarning().id(), image.get("id").asText());
    assertTrue(image.get("manifestDigest").asText().matches("sha256:[0-9a-f]{64}"));
    assertEquals("docker.io/library/hello:1.0", image.at("/tags/0").asText());
    JsonNode layer = image.at("/layers/0");
    assertEquals(List.of("digest", "diffId", "size", "mediaType", "v1Ids"), fields(layer));
    assertEquals(layer.get("digest"), layer.get("diffId"));
    assertEquals(
        "application/vnd.oci.image.layer.v1.tar", layer.get("mediaType").asText());
  }

  @Test
  void run_reportToStdout_isAloneThere() throws IOException {
    FakeConsole console = new FakeConsole().run("convert", "--report", "-", in, out);
    assertEquals(0, console.code());
    assertEquals(1, json(console.out()).get("images").size());
    assertTrue(console.err().contains("docker load"), console.err());
  }

  @Test
  void run_reportWhenQuiet_isWrittenStill() throws IOException {
    FakeConsole console = new FakeConsole().run("convert", "-q", "--report", "-", in, out);
    assertEquals(1, json(console.out()).get("images").size());
    assertEquals("", console.err());
  }

  @Test
  void run_failure_isReportedToo() throws IOException {
    Files.write(Path.of(in), SmallArchive.hello().without("layer.tar").bytes());
    FakeConsole console = new FakeConsole().run("convert", "--report", report.toString(), in, out);
    assertEquals(4, console.code());
    JsonNode json = json(Files.readString(report));
    assertEquals(List.of("input", "output", "error"), fields(json));
    JsonNode error = json.get("error");
    assertEquals("layer-missing", error.get("code").asText());
    assertEquals("malformed", error.get("kind").asText());
    assertEquals("manifest.json", error.get("entry").asText());
    assertTrue(error.get("hint").asText().length() > 10);
    assertTrue(console.err().contains(error.get("message").asText()), console.err());
  }

  @Test
  void run_failureToStdout_isReportedThere() throws IOException {
    FakeConsole console = new FakeConsole().run("convert", "--report", "-", in + ".absent", out);
    assertEquals(3, console.code());
    assertEquals("input-missing", json(console.out()).at("/error/code").asText());
    assertFalse(json(console.out()).get("error").has("entry"));
    assertTrue(console.err().startsWith("error: "), console.err());
  }

  @Test
  void run_reportAndArchiveBothToStdout_isWrongUse() {
    FakeConsole console = new FakeConsole().run("convert", "--report", "-", in, "-");
    assertEquals(2, console.code(), "two things can't share stdout: " + console.err());
    assertArrayEquals(new byte[0], console.stdout());
  }

  @Test
  void run_reportOntoTheOutput_isWrongUse() throws IOException {
    for (String same : List.of(out, in)) {
      FakeConsole console = new FakeConsole().run("convert", "--report", same, in, out);
      assertEquals(2, console.code(), same + ": " + console.err());
    }
    assertArrayEquals(SmallArchive.withWarning().bytes(), Files.readAllBytes(Path.of(in)));
  }

  @Test
  void run_reportThatExists_isReplaced() throws IOException {
    Files.writeString(report, "old");
    new FakeConsole().run("convert", "--report", report.toString(), in, out);
    assertTrue(Files.readString(report).startsWith("{"));
    assertTrue(Files.readString(report).endsWith("}\n"));
    assertEquals(3, folder.toFile().list().length);
  }

  /** A user who has waited for an hour wants the report, not an error that there is none. */
  @Test
  void run_reportThatCantBeWritten_failsBeforeTheWork() {
    for (Path bad : List.of(folder.resolve("absent/report.json"), folder)) {
      FakeConsole console = new FakeConsole().run("convert", "--report", bad.toString(), in, out);
      assertEquals(3, console.code());
      assertTrue(console.err().startsWith("error: " + bad + " "), console.err());
      assertTrue(console.err().contains("hint: --report chooses another file"), console.err());
      assertTrue(Files.notExists(Path.of(out)));
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
  void run_conversionAndReportBothFail_saysWhyTheConversionDid() {
    FakeConsole console =
        new FakeConsole().run("convert", "--report", "/dev/full", in + ".absent", out);
    assertEquals(3, console.code());
    assertEquals(
        "warning: there is no report: /dev/full can't be written: No space left on device",
        console.errLines().get(0));
    assertTrue(console.err().contains(in + ".absent does not exist"), console.err());
  }
}
