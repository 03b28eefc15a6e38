package io.github.layerlift.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands in {@code docs} are valid, and run. */
class QuestionsTest {
  private static final SmallArchive ARCHIVE = SmallArchive.called("[\"app:1.0\",\"other:2.0\"]");

  /** Names in the page that are placeholders for the reader's files. */
  private static final Pattern FILE = Pattern.compile(
      "(legacy|modern|all|app|oci|small|wrapped|installer)\\.tar(\\.gz)?|(images|image|modern|found|layout)/|out");

  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir
  private Path folder;

  private static String doc(String name) throws IOException {
    return Files.readString(Path.of("..").resolve(name)).replace("\r\n", "\n");
  }

  private static List<String> blocks(String doc) throws IOException {
    return BLOCK
        .matcher(doc(doc))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  static List<String> answers() throws IOException {
    return blocks("docs/questions.md");
  }

  static List<String> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("../docs"))) {
      Stream<String> names = docs.map(page -> "docs/" + page.getFileName());
      return Stream.concat(Stream.of("README.md"), names.filter(name -> name.endsWith(".md")))
          .toList();
    }
  }

  @BeforeEach
  void setUp() throws IOException {
    for (String name : List.of("legacy.tar", "all.tar")) {
      Files.write(folder.resolve(name), ARCHIVE.bytes());
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(ARCHIVE.bytes());
    }
    Files.write(folder.resolve("legacy.tar.gz"), packed.toByteArray());
    byte[] installer = SmallArchive.tar(Map.of("images/app.tar", ARCHIVE.bytes()));
    Files.write(folder.resolve("installer.tar.gz"), installer);
    Files.write(folder.resolve("wrapped.tar"), ARCHIVE.in("image/"));
    Files.write(
        Files.createDirectories(folder.resolve("images")).resolve("one.tar"), ARCHIVE.bytes());
    ARCHIVE.unpackTo(folder.resolve("image"));
    run(List.of("convert", "--no-manifest-json", "legacy.tar", "oci.tar"));
  }

  private FakeConsole run(List<String> call) {
    String[] words = call.stream()
        .map(word -> FILE.matcher(word).matches() ? folder.resolve(word).toString() : word)
        .toArray(String[]::new);
    byte[] stdin = call.contains("--from-file")
        ? folder.resolve("images/one.tar").toString().getBytes(UTF_8)
        : ARCHIVE.bytes();
    return new FakeConsole().stdin(stdin).run(words);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void questions_answer_runs(String block) {
    List<List<String>> calls =
        block.lines().flatMap(line -> ShellCalls.of(line).stream()).toList();
    assertFalse(calls.isEmpty(), block);
    if (!calls.get(0).get(0).equals("convert")) {
      run(List.of("convert", "legacy.tar", "modern.tar"));
    }
    for (List<String> call : calls) {
      ShellCalls.requireUnderstood(call);
      if (!call.contains("--docker")) {
        FakeConsole console = run(call);
        assertEquals(0, console.code(), call + ": " + console.err());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void pages_calls_areUnderstood(String page) throws IOException {
    Stream<String> lines = blocks(page).stream().flatMap(String::lines);
    lines.flatMap(line -> ShellCalls.of(line).stream()).forEach(ShellCalls::requireUnderstood);
  }

  @Test
  void questions_entries_eachHaveAnAnswer() throws IOException {
    List<String> entries =
        Stream.of(doc("docs/questions.md").split("\n### ")).skip(1).toList();
    assertTrue(entries.size() >= 25, "" + entries.size());
    entries.forEach(entry -> assertTrue(entry.contains("```sh\n"), entry));
    assertEquals(
        entries.size(),
        entries.stream().map(entry -> entry.lines().findFirst()).distinct().count());
  }
}
