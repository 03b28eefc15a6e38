package io.github.layerlift.cli.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffPageTest {
  private static final String HOSTILE = "</script><script>alert(1)<";

  @TempDir
  private Path folder;

  private Path a;
  private Path b;
  private Path page;

  @BeforeEach
  void writeArchives() throws IOException {
    a = folder.resolve("a.tar");
    b = folder.resolve("b.tar");
    page = folder.resolve("page.html");
    Map<String, String> base = Map.of("etc/same", "same");
    save(a, "\"config\":{\"Env\":[\"A=<1>\"]}", base, Map.of("etc/text", "one\n", "gone", "x"));
    save(
        b, "\"config\":{\"Env\":[\"A=2\"]}", base, Map.of("etc/text", "two\n<b>\n", HOSTILE, "xy"));
  }

  @SafeVarargs
  private static void save(Path file, String fields, Map<String, String>... layers)
      throws IOException {
    Files.write(file, SmallArchive.layers(fields, layers).bytes());
  }

  private FakeConsole diff(Object... words) throws IOException {
    List<String> args = new ArrayList<>(List.of("diff"));
    Stream.of(words).map(Object::toString).forEach(args::add);
    return new FakeConsole().stdin(Files.readAllBytes(a)).run(args.toArray(String[]::new));
  }

  private String html(Object... options) throws IOException {
    List<Object> words = new ArrayList<>(List.of(a, b, "--html", page));
    words.addAll(List.of(options));
    FakeConsole console = diff(words.toArray());
    assertEquals(7, console.code(), console.err());
    return Files.readString(page);
  }

  @Test
  void write_imagesThatDiffer_saysInWhat() throws IOException {
    assertEquals(
        page + ": different: config, layers, files\n",
        diff(a, b, "--html", page).out());
    String html = html();
    assertTrue(html.contains("<h1>The images differ</h1>"), html);
    assertTrue(html.contains(">config.Env[0]</th>"), html);
    assertTrue(html.contains("A=&lt;1"), html);
    assertTrue(
        html.contains("1 layer in both (2.0 kB), 1 layer only in A (3.1 kB), 1 layer only in B"),
        html);
    assertTrue(html.contains("<b>2</b> added, <b>1</b> removed, <b>1</b> changed"), html);
    assertTrue(html.contains("\"content 4 bytes -> 8 bytes\"".replace(">", "\\u003e")), html);
    assertFalse(html.contains("<script>alert"), html);
  }

  @Test
  void write_equalImages_saysSoAndHasNoFiles() throws IOException {
    FakeConsole console = diff(a, a, "--html", page);
    assertEquals(0, console.code());
    assertEquals(page + ": equal\n", console.out());
    String html = Files.readString(page);
    assertTrue(html.contains("<h1>The images are equal</h1>"), html);
    assertFalse(html.contains(">Files</h2>") || html.contains("<span class=\"differs"), html);
  }

  @Test
  void write_ignored_saysWhatWasNotCompared() throws IOException {
    String html = html("--ignore", "config,layers", "--ignore", "content");
    assertTrue(html.contains(">different: files; not compared: config, layers, content</p>"), html);
    assertFalse(html.contains("config.Env"), html);
  }

  @Test
  void write_contents_areUnifiedDiffs() throws IOException {
    String html = html("--content", "etc/text", "--content", "/gone", "--content", "etc/same");
    assertTrue(html.contains("<span class=\"head\">--- a/etc/text</span>\n"), html);
    assertTrue(html.contains("<span class=\"removed\">-one</span>\n"), html);
    assertTrue(html.contains("<span class=\"added\">+&lt;b"), html);
    assertTrue(html.contains("<span class=\"removed\">-x</span>\n"), html);
    assertTrue(html.contains("<p>The content is the same.</p>"), html);
  }

  @Test
  void write_longContent_saysWhatIsLeftOut() throws IOException {
    String lines =
        IntStream.range(0, 6000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    save(b, "\"n\":1", Map.of("etc/text", lines));
    String html = html("--content", "etc/text");
    assertFalse(html.contains("+line 5500<"), "only the first 5000 lines");
    assertTrue(html.contains("and 1004 more lines, which --content without --html prints"), html);
  }

  @Test
  void write_warnings_areShown() throws IOException {
    Files.write(a, SmallArchive.withWarning().bytes());
    String html = html();
    assertTrue(html.contains("aria-label=\"Warnings\""), html);
    assertTrue(html.contains("unknown platform"), html);
  }

  @Test
  void write_twice_givesTheSameBytes() throws IOException {
    assertEquals(html("--content", "etc/text"), html("--content", "etc/text"));
  }

  @Test
  void run_quiet_printsNothing() throws IOException {
    FakeConsole console = diff("-q", a, b, "--html", page);
    assertEquals(7, console.code());
    assertEquals("", console.out() + console.err());
    assertTrue(Files.exists(page));
  }

  @Test
  void run_ontoAnotherFile_leavesIt() throws IOException {
    Files.writeString(page, "report", UTF_8);
    FakeConsole console = diff(a, b, "--html", page);
    assertEquals(2, console.code());
    assertTrue(console.err().contains("is not replaced"), console.err());
    assertEquals("report", Files.readString(page));
  }

  @Test
  void run_contentThatIsNowhere_writesNoPage() throws IOException {
    assertEquals(3, diff(a, folder.resolve("absent"), "--html", page).code());
    assertEquals(2, diff(a, b, "--html", page, "--content", "absent").code());
    assertFalse(Files.exists(page));
  }

  @ParameterizedTest
  @CsvSource({
    "A B --html -, --html needs a file",
    "A B --html '', a name of a file is empty",
    "A B --html A, the page can't replace an archive",
    "A B --html B, the page can't replace an archive",
    "A B --html page --json, --html doesn't go with --json",
    "- B --html page --content x, none can be stdin",
    "A B --html page --content x --ignore files, --content doesn't go with --ignore files",
    "A B --content x --content y, which only goes with --html",
  })
  void run_wrongUse_exitsWith2AndSaysWhy(String line, String part) throws IOException {
    List<Object> words = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      Object file = word.equals("page") ? page : word.equals("''") ? "" : word;
      words.add(word.equals("A") ? a : word.equals("B") ? b : file);
    }
    FakeConsole console = diff(words.toArray());
    assertEquals(2, console.code(), console.err());
    assertTrue(console.err().contains(part), console.err());
    assertFalse(Files.exists(page));
  }
}
