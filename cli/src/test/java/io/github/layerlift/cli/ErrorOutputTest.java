package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes, and the output on stderr that goes with them. */
class ErrorOutputTest {
  @TempDir
  private Path folder;

  private String in = "";
  private String out = "";

  @BeforeEach
  void setUp() throws IOException {
    in = Files.write(folder.resolve("legacy.tar"), SmallArchive.hello().bytes()).toString();
    out = folder.resolve("modern.tar").toString();
  }

  private void write(SmallArchive archive) throws IOException {
    Files.write(Path.of(in), archive.bytes());
  }

  private static void requireOneError(FakeConsole console, int code) {
    assertEquals(code, console.code(), console.err());
    assertEquals("", console.out());
    List<String> lines = console.errLines();
    assertTrue(lines.get(0).startsWith("error: "), console.err());
    assertTrue(lines.size() == 1 || lines.get(1).startsWith("hint: "), console.err());
    assertTrue(lines.size() <= 2, console.err());
  }

  @Test
  void run_badName_exitsWith2() {
    requireOneError(new FakeConsole().run("convert", "-t", "Not Good", in, out), 2);
  }

  @Test
  void run_sameFile_exitsWith2() {
    requireOneError(new FakeConsole().run("convert", "-f", in, in), 2);
  }

  @Test
  void run_missingFile_exitsWith3() {
    requireOneError(new FakeConsole().run("convert", in + ".absent", out), 3);
  }

  @Test
  void run_malformedArchive_exitsWith4() throws IOException {
    write(SmallArchive.hello().without("layer.tar"));
    FakeConsole console = new FakeConsole().run("convert", in, out);
    requireOneError(console, 4);
    assertTrue(console.err().contains("\"layer.tar\""), console.err());
    assertTrue(console.err().contains("hint: "), console.err());
  }

  @Test
  void run_noArchive_exitsWith5() throws IOException {
    Files.writeString(Path.of(in), "hello, world");
    requireOneError(new FakeConsole().run("convert", in, out), 5);
  }

  @Test
  void run_failure_leavesNothing() throws IOException {
    write(SmallArchive.hello().without("config.json"));
    new FakeConsole().run("convert", in, out);
    assertEquals(List.of("legacy.tar"), List.of(folder.toFile().list()));
  }

  @Test
  void run_withoutDebug_printsNoStackTrace() {
    FakeConsole console = new FakeConsole().run("convert", in + ".absent", out);
    assertFalse(console.err().contains("\tat "), console.err());
    assertFalse(console.err().contains("Exception"), console.err());
  }

  @Test
  void run_withDebug_printsTheStackTraceToo() {
    for (List<String> args : List.of(
        List.of("convert", "--debug", in + ".absent", out),
        List.of("convert", in + ".absent", out, "--debug"))) {
      FakeConsole console = new FakeConsole().run(args.toArray(new String[0]));
      assertEquals(3, console.code());
      assertTrue(console.err().contains("\tat io.github.layerlift."), console.err());
      assertTrue(console.err().contains("\nerror: "), console.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "convert --nonsense IN OUT",
        "convert IN",
        "convert",
        "convert IN OUT more",
        "convert --jobs 0 IN OUT",
        "convert --jobs x IN OUT",
        "convert --jobs",
        "convert --format zip IN OUT",
        "convert --progress loud IN OUT",
        "convert --platform linux IN OUT",
        "convert --max-json-size 0 IN OUT",
        "convert --max-json-size 8Q IN OUT",
        "convert --max-entries 0 IN OUT",
        "convert --max-entries -3 IN OUT",
        "convert --max-json-depth 0 IN OUT",
        "convert --max-layers 0 IN OUT",
        "convert --max-link-hops 0 IN OUT",
        "convert --max-unpacked 0 IN OUT",
        "convert --max-ratio 0 IN OUT",
        "convert --qui IN OUT",
        "convert -f -f IN OUT",
        "nonsense",
        "--nonsense",
        ""
      })
  void run_wrongUse_exitsWith2AndPointsToHelp(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");
    for (int i = 0; i < args.length; i++) {
      args[i] = args[i].equals("IN") ? in : args[i].equals("OUT") ? out : args[i];
    }
    FakeConsole console = new FakeConsole().run(args);
    assertEquals(2, console.code(), console.err());
    assertEquals("", console.out());
    assertTrue(console.err().startsWith("error: "), console.err());
    assertFalse(console.err().contains("\tat "), console.err());
    assertFalse(Files.exists(Path.of(out)));
  }

  @ParameterizedTest
  @CsvSource({"--nonsense, layerlift convert --help", "'', layerlift convert --help"})
  void run_wrongUseOfConvert_hintsAtItsHelp(String option, String hint) {
    FakeConsole console = option.isEmpty()
        ? new FakeConsole().run("convert", in)
        : new FakeConsole().run("convert", option, in, out);
    assertTrue(console.err().contains("hint: " + hint), console.err());
  }

  /** Windows refuses many characters in names, every other system this one. */
  @Test
  void run_impossibleName_isWrongUse() {
    FakeConsole console = new FakeConsole().run("convert", "a\0b", out);
    requireOneError(console, 2);
    assertFalse(console.err().contains("bug"), console.err());
  }

  @Test
  void run_emptyInputName_isWrongUse() {
    FakeConsole console = new FakeConsole().run("convert", "", out);
    assertTrue(console.code() == 2 || console.code() == 3, console.code() + console.err());
    assertTrue(console.err().startsWith("error: "), console.err());
    assertFalse(
        console.err().startsWith("error:  "), "a name that can't be seen: " + console.err());
  }

  @Test
  void run_controlCharactersInAName_areNotPrinted() throws IOException {
    write(SmallArchive.hello()
        .file(
            "manifest.json",
            "[{\"Config\":\"config.json\",\"Layers\":[\"\\u001b[2J\\nerror: x\"]}]"));
    FakeConsole console = new FakeConsole().run("convert", in, out);
    requireOneError(console, 4);
    assertFalse(console.err().contains("\u001b"), "an escape character");
  }
}
