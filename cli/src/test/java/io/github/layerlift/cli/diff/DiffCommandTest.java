package io.github.layerlift.cli.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffCommandTest {
  @TempDir
  private Path folder;

  private Path a;
  private Path b;
  private SmallArchive imageA = SmallArchive.hello();
  private SmallArchive imageB = SmallArchive.hello();

  @BeforeEach
  void writeArchives() throws IOException {
    imageA = image("app:1", "\"config\":{\"Env\":[\"A=1\"],\"Labels\":{\"x.y\":\"<1>\"}}", "one\n");
    imageB = image("app:2", "\"config\":{\"Env\":[\"A=2\"],\"Cmd\":[\"a\\\\u0026\"]}", "two\n");
    a = Files.write(folder.resolve("a.tar"), imageA.bytes());
    b = Files.write(folder.resolve("b.tar"), imageB.bytes());
  }

  private static SmallArchive image(String tag, String fields, String text) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("same", "same".getBytes(UTF_8));
    files.put("text", text.getBytes(UTF_8));
    files.put("only-" + tag.replace(':', '-'), new byte[0]);
    return SmallArchive.of("[\"" + tag + "\"]", fields, files);
  }

  private FakeConsole diff(Object... words) throws IOException {
    List<String> args = new ArrayList<>(List.of("diff"));
    Stream.of(words).map(Object::toString).forEach(args::add);
    return new FakeConsole()
        .stdin(Files.readAllBytes(a))
        .environment(Map.of("COLUMNS", "80"))
        .run(args.toArray(String[]::new));
  }

  private String digits(SmallArchive image) {
    return image.id().substring(0, 19);
  }

  @Test
  void run_differentImages_tellsAspectByAspect() throws IOException {
    FakeConsole console = diff(a, b);
    assertEquals("", console.err());
    assertEquals(7, console.code());
    List<String> lines = console.out().lines().toList();
    assertEquals(
        "A: " + a + ": docker.io/library/app:1 (linux/amd64), " + digits(imageA), lines.get(0));
    assertEquals(
        "B: " + b + ": docker.io/library/app:2 (linux/amd64), " + digits(imageB), lines.get(1));
    List<String> rest = lines.subList(2, lines.size()).stream()
        .map(line -> line.replaceAll("[0-9a-f]{12}$", "DIGEST"))
        .toList();
    assertEquals(
        List.of(
            "",
            "names:",
            "- docker.io/library/app:1",
            "+ docker.io/library/app:2",
            "",
            "config:",
            "~ config.Env[0]: \"A=1\" -> \"A=2\"",
            "- config.Labels: {\"x.y\":\"<1>\"}",
            "+ config.Cmd: [\"a\\\\u0026\"]",
            "",
            "layers (0 shared):",
            "A  B  SIZE    DIFF ID       CREATED BY",
            "1  -  3.6 kB  DIGEST",
            "-  1  3.6 kB  DIGEST",
            "",
            "files (1 added, 1 removed, 1 changed):",
            "- only-app-1  0 bytes",
            "+ only-app-2  0 bytes",
            "~ text  content",
            "",
            "different: names, config, layers, files"),
        rest);
  }

  @Test
  void run_sameImages_saysEqual() throws IOException {
    FakeConsole console = diff(a, a);
    assertEquals(0, console.code());
    assertEquals("equal", console.out().lines().skip(3).findFirst().orElseThrow());
    assertEquals(4, console.out().lines().count());
    assertEquals(0, diff("-", a).code());
    assertEquals(0, diff(a, "-").code());
  }

  @Test
  void run_ignore_leavesOutAndSaysSo() throws IOException {
    FakeConsole console = diff(a, b, "--ignore", "names,layers,config", "--ignore", "content");
    assertEquals(7, console.code());
    assertEquals(
        "different: files; not compared: names, config, layers, content",
        console.out().lines().reduce("", (one, other) -> other));
    FakeConsole all = diff(a, b, "--ignore", "names,layers,config,files");
    assertEquals(0, all.code());
    assertTrue(
        all.out().endsWith("equal; not compared: names, config, layers, files\n"), all.out());
  }

  @Test
  void run_quiet_answersByItsCodeAlone() throws IOException {
    FakeConsole console = diff("-q", a, b);
    assertEquals(7, console.code());
    assertEquals("", console.out() + console.err());
    assertEquals(0, diff("-q", a, a).code());
    assertEquals(7, diff("-q", a, b, "--content", "text").code());
  }

  @Test
  void run_json_hasAllFields() throws IOException {
    FakeConsole console = diff(a, b, "--json");
    assertEquals(7, console.code());
    JsonNode json = new ObjectMapper().readTree(console.out());
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of(
            "equal",
            "differing",
            "ignored",
            "a",
            "b",
            "platform",
            "platforms",
            "config",
            "history",
            "layers",
            "count",
            "warnings",
            "files"),
        names);
    assertEquals(
        "[\"names\",\"config\",\"layers\",\"files\"]", json.get("differing").toString());
    assertEquals(imageA.id(), json.at("/a/id").asText());
    assertEquals("docker-archive", json.at("/b/dialect").asText());
    assertEquals("A=2", json.at("/config/0/b").asText());
    assertEquals("a\\u0026", json.at("/config/2/b/0").asText());
    assertTrue(json.at("/config/2/a").isMissingNode());
    assertEquals(1, json.at("/layers/1/b/layer").asInt());
    assertEquals(1, json.at("/count/changed").asInt());
    assertEquals(3, json.get("files").size());
    assertEquals("removed", json.at("/files/0/change").asText());
    assertEquals("[\"content\"]", json.at("/files/2/aspects").toString());
    assertEquals("0644", json.at("/files/2/a/mode").asText());
    assertEquals(
        0, new ObjectMapper().readTree(diff(a, a, "--json").out()).get("files").size());
  }

  @Test
  void run_content_printsAUnifiedDiff() throws IOException {
    FakeConsole console = diff(a, b, "--content", "/text");
    assertEquals(7, console.code());
    assertEquals("--- a/text\n+++ b/text\n@@ -1,1 +1,1 @@\n-one\n+two\n", console.out());
    FakeConsole same = diff(a, b, "--content", "same");
    assertEquals(0, same.code());
    assertEquals("", same.out());
    FakeConsole one = diff(a, b, "--content", "only-app-1");
    assertEquals(7, one.code());
    assertEquals("only A has only-app-1, of 0 bytes\n", one.out());
  }

  @Test
  void run_contentThatIsNoText_saysSo() throws IOException {
    SmallArchive binary =
        SmallArchive.of("null", "\"n\":1", Map.of("text", new byte[] {0, 27, 10}));
    Files.write(b, binary.bytes());
    assertEquals(
        "text: binary files differ: 4 bytes, 3 bytes\n",
        diff(a, b, "--content", "text").out());
  }

  @Test
  void run_contentWithControlCharacters_escapesThemButTabs() throws IOException {
    SmallArchive odd =
        SmallArchive.of("null", "\"n\":1", Map.of("text", "a\tb\u001b[2J\n".getBytes(UTF_8)));
    Files.write(b, odd.bytes());
    assertTrue(diff(a, b, "--content", "text").out().endsWith("\n+a\tb\\x1b[2J\n"));
  }

  @Test
  void run_contentWithBackslashes_escapesThemToo() throws IOException {
    Files.write(a, image("app:1", "\"n\":1", "a\\u000d\n").bytes());
    Files.write(b, image("app:2", "\"n\":1", "a\r").bytes());
    assertEquals(
        List.of("-a\\\\u000d", "+a\\x0d", "\\ No newline at end of file"),
        diff(a, b, "--content", "text").out().lines().skip(3).toList());
  }

  @Test
  void run_severalImages_areSelectedForBothOrEach() throws IOException {
    FakeConsole both = diff(a, a, "--select", "app:1");
    assertEquals(0, both.code());
    assertEquals(7, diff(a, b, "--select", "app:1", "--select", "app:2").code());
    FakeConsole swapped = diff(a, b, "--select", "app:2", "--select", "app:1");
    assertEquals(2, swapped.code());
    assertTrue(swapped.err().contains("a.tar: the archive contains no image"), swapped.err());
    assertEquals(
        0, diff(a, a, "--platform", "linux/amd64", "--platform", "linux/amd64").code());
  }

  @ParameterizedTest
  @CsvSource({
    "2, '', missing required parameter: 'B'",
    "2, b.tar --ignore sizes, '--ignore takes names, platform'",
    "2, b.tar --ignore times.owner, and not 'times.owner'",
    "2, b.tar --select x --select y --select z, --select is given more than twice",
    "2, b.tar --content x --json, --content doesn't go with --json",
    "2, b.tar --content x --ignore mode, --content doesn't go with --ignore",
    "2, b.tar --content absent, neither image has",
    "2, b.tar c.tar, one argument too many",
    "3, absent.tar, absent.tar does not exist",
    "4, b.tar --max-entries 1, more than 1 entries",
    "5, text, text",
  })
  void run_wrongUse_saysWhatIsWrong(int code, String options, String sentence) throws IOException {
    Files.writeString(folder.resolve("text"), "just text, and no archive at all");
    List<String> words = new ArrayList<>(List.of("diff", a.toString()));
    for (String word : options.strip().split(" ", -1)) {
      boolean file = word.endsWith(".tar") || (word.equals("text") && words.size() == 2);
      if (!word.isEmpty()) {
        words.add(file ? folder.resolve(word).toString() : word);
      }
    }
    FakeConsole console = new FakeConsole().run(words.toArray(String[]::new));
    assertEquals(code, console.code(), console.err());
    assertTrue(console.errLines().get(0).startsWith("error: "), console.err());
    assertTrue(console.errLines().get(0).contains(sentence), console.err());
    assertTrue(console.errLines().size() <= 2, console.err());
    assertEquals("", console.out());
  }

  @Test
  void run_bothFromStdin_isWrongUse() throws IOException {
    FakeConsole console = diff("-", "-");
    assertEquals(2, console.code());
    assertTrue(console.err().contains("A and B can't both be stdin"), console.err());
  }

  @Test
  void run_warnings_areOnStderr() throws IOException {
    Files.write(a, SmallArchive.withWarning().bytes());
    FakeConsole console = diff(a, b);
    assertTrue(console.err().startsWith("warning: " + a + ": "), console.err());
    assertEquals("", diff("-q", a, b).err());
  }

  /** Else nobody would know what "equal" leaves out. */
  @Test
  void run_quietAndEqualWithWarnings_printsThem() throws IOException {
    Files.write(a, SmallArchive.withWarning().bytes());
    FakeConsole console = diff("-q", a, a);
    assertEquals(0, console.code());
    assertEquals("", console.out());
    assertTrue(console.err().startsWith("warning: " + a + ": "), console.err());
  }

  @Test
  void run_contentThatIsNowhere_saysHowFilesAreListed() throws IOException {
    assertEquals(
        List.of(
            "error: neither image has \"absent\"",
            "hint: layerlift extract --list ARCHIVE lists the files of an image"),
        diff(a, b, "--content", "absent").errLines());
  }

  @Test
  void run_limitAboveItsRange_namesItsOption() throws IOException {
    FakeConsole console = diff(a, b, "--max-json-depth", "50000");
    assertEquals(2, console.code());
    assertEquals(
        "error: --max-json-depth must be at most 1000", console.errLines().get(0));
  }
}
