package io.github.layerlift.cli.split;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitCommandTest {
  @TempDir
  private Path folder;

  private String all = "";
  private Path into = Path.of("");

  @BeforeEach
  void setUp() throws IOException {
    String one =
        Files.write(folder.resolve("one.tar"), SmallArchive.hello().bytes()).toString();
    String two = folder.resolve("two.tar").toString();
    all = folder.resolve("all.tar").toString();
    into = folder.resolve("into");
    assertEquals(0, run("edit", one, two, "--user", "me").code());
    String named = folder.resolve("named.tar").toString();
    run("convert", two, named, "--tag", "other:2");
    assertEquals(0, run("merge", one, named, all).code());
  }

  private static FakeConsole run(String... args) {
    return new FakeConsole().run(args);
  }

  private FakeConsole split(String... options) {
    return run(Stream.concat(Stream.of("split", all, "--into", into.toString()), Stream.of(options))
        .toArray(String[]::new));
  }

  @Test
  void split_twoImages_bytesOfConvertSelect() throws IOException {
    FakeConsole console = split("--by", "tag");
    assertEquals(0, console.code(), console.err());
    assertEquals("", console.err());
    assertTrue(console.out().contains(into + ": 2 archives, "), console.out());
    for (String name : new String[] {"hello:1.0", "other:2"}) {
      String alone = folder.resolve(name.replace(':', '-')).toString();
      assertEquals(0, run("convert", "--select", name, all, alone).code());
      Path output = into.resolve(name.replace(':', '_') + ".tar");
      assertTrue(console.out().contains(output + ":\n"), console.out());
      assertArrayEquals(Files.readAllBytes(Path.of(alone)), Files.readAllBytes(output));
    }
  }

  @Test
  void split_report_hasAllOutputs() throws IOException {
    FakeConsole console = split("--by", "tag", "--report", "-", "--select", "hello", "-q");
    assertEquals(0, console.code(), console.err());
    JsonNode report = new ObjectMapper().readTree(console.out());
    assertEquals(all, report.get("input").asText());
    assertEquals(into.toString(), report.get("output").asText());
    assertEquals(1, report.get("outputs").size());
    JsonNode output = report.get("outputs").get(0);
    assertEquals(into.resolve("hello_1.0.tar").toString(), output.get("output").asText());
    assertEquals(
        "docker.io/library/hello:1.0", output.get("names").get(0).get("name").asText());
    assertEquals(0, report.get("warnings").size());
  }

  @Test
  void split_again_refusedUntilForced() throws IOException {
    String report = folder.resolve("report.json").toString();
    assertEquals(0, split("-q").code());
    FakeConsole console = split("--report", report);
    assertEquals(3, console.code(), console.err());
    assertTrue(console.err().contains("hint: --force replaces it"), console.err());
    JsonNode error = new ObjectMapper().readTree(Path.of(report).toFile()).get("error");
    assertEquals("target-exists", error.get("code").asText());
    FakeConsole forced = split("-f", "-q");
    assertEquals(0, forced.code(), forced.err());
    assertEquals("", forced.out());
  }

  @Test
  void split_oneNameForAll_namesTheOptionThatHelps() {
    FakeConsole console = split("--by", "tag", "--name", "x.tar");
    assertEquals(3, console.code(), console.err());
    assertTrue(
        console.err().contains("hint: --by image --name '{image}-{id}.tar' keeps"), console.err());
    assertFalse(Files.exists(into));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split all.tar|2",
        "split --into into|2",
        "split all.tar one.tar --into into|2",
        "split all.tar --into into --by layer|2",
        "split all.tar --into into --name {path}|2",
        "split all.tar --into into --report all.tar|2",
        "split all.tar --into into --select absent|2",
        "split absent.tar --into into|3",
      })
  void split_wrongUse_refused(String line, int code) {
    String[] words = Stream.of(line.split(" "))
        .map(word ->
            word.endsWith(".tar") || word.equals("into") ? folder.resolve(word).toString() : word)
        .toArray(String[]::new);
    FakeConsole console = run(words);
    assertEquals(code, console.code(), console.err());
    assertFalse(Files.exists(into));
  }
}
