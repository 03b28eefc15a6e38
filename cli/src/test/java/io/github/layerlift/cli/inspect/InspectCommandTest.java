package io.github.layerlift.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectCommandTest {
  private static final SmallArchive HELLO = SmallArchive.hello();

  @TempDir
  private Path folder;

  private String file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("legacy.tar"), bytes).toString();
  }

  private static FakeConsole inspect(Map<String, String> environment, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "inspect";
    System.arraycopy(args, 0, all, 1, args.length);
    return new FakeConsole().environment(environment).run(all);
  }

  private static JsonNode json(FakeConsole console) throws IOException {
    return new ObjectMapper().readTree(console.out());
  }

  @Test
  void inspect_archivesInside_listsThemAndFails() throws IOException {
    String installer =
        file(SmallArchive.tar(Map.of("images/a.tar", HELLO.bytes(), "run.sh", new byte[1])));
    FakeConsole console = inspect(Map.of(), installer);
    assertEquals(5, console.code());
    assertEquals(
        List.of("", "archives in it:", "  images/a.tar, 5.6 kB"),
        console.out().lines().skip(1).toList());
    assertTrue(console.out().contains(": not an image archive itself"), console.out());
    String hint = "hint: layerlift convert " + installer + " OUT --inside images/a.tar";
    assertTrue(console.err().lines().toList().contains(hint), console.err());
    JsonNode json = json(inspect(Map.of(), "--json", installer));
    assertEquals("wrapped", json.get("dialect").asText());
    assertEquals("images/a.tar", json.at("/inner/0/path").asText());
    assertEquals(HELLO.bytes().length, json.at("/inner/0/size").asInt());
    assertEquals("wrapped-archive", json.at("/broken/error/code").asText());
    FakeConsole inside = inspect(Map.of(), "--inside", "images/a.tar", installer);
    assertEquals(0, inside.code());
    assertTrue(inside.out().contains("name     docker.io/library/hello:1.0"), inside.out());
  }

  @Test
  void inspect_brokenArchive_tellsWhatIsLostAndFails() throws IOException {
    String broken = file(SmallArchive.hello().without("layer.tar").bytes());
    FakeConsole console = inspect(Map.of(), broken);
    assertEquals(4, console.code());
    List<String> lines = console.out().lines().toList();
    assertTrue(lines.contains("lost     hello:1.0"), console.out());
    assertTrue(console.out().contains("reason   the layer \"layer.tar\""), console.out());
    assertTrue(console.err().startsWith("error: the layer \"layer.tar\""), console.err());
    assertFalse(console.err().contains("--salvage"), console.err());
    console = inspect(Map.of(), "--json", broken);
    assertEquals(4, console.code());
    JsonNode json = json(console).get("broken");
    assertEquals("layer-missing", json.at("/error/code").asText());
    assertEquals("hello:1.0", json.at("/lost/0/tags/0").asText());
  }

  @Test
  void inspect_file_tellsWhatIsInIt() throws IOException {
    FakeConsole console = inspect(Map.of(), file(HELLO.bytes()));
    assertEquals(0, console.code(), console.err());
    assertEquals("", console.err());
    List<String> lines = console.out().lines().toList();
    assertTrue(lines.contains("name     docker.io/library/hello:1.0"), console.out());
    assertTrue(lines.contains("ID       " + HELLO.id()), console.out());
    assertTrue(lines.contains("platform linux/amd64"), console.out());
    assertTrue(
        lines.get(lines.size() - 1).equals("not checked, since no layer was read: diff IDs"),
        console.out());
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 200})
  void inspect_longCommand_isCutToTheWidth(int columns) throws IOException {
    String command = "RUN " + "x".repeat(190) + " && " + "y".repeat(300);
    byte[] archive = HELLO.withHistory("[{\"created_by\":\"" + command + "\"}]").bytes();
    FakeConsole console = inspect(Map.of("COLUMNS", "" + columns), file(archive));
    List<String> lines = console.out().lines().toList();
    lines.stream().skip(1).forEach(line -> assertTrue(line.length() <= columns, line));
    String row =
        lines.stream().filter(line -> line.contains("RUN x")).findFirst().orElseThrow();
    assertEquals(columns, row.length());
    assertTrue(row.endsWith("…"), row);
    assertTrue(row.startsWith("1  "), row);
    // a digest is meant to be copied, so it is never cut
    assertTrue(console
        .out()
        .contains(HELLO.withHistory("[{\"created_by\":\"" + command + "\"}]").id()));
  }

  @Test
  void inspect_stepWithoutLayer_hasNoNumber() throws IOException {
    byte[] archive = HELLO
        .withHistory("[{\"created_by\":\"ADD a\"},{\"created_by\":\"ENV b\",\"empty_layer\":true}]")
        .bytes();
    String out = inspect(Map.of(), file(archive)).out();
    assertTrue(out.lines().anyMatch(line -> line.matches("1 .* ADD a")), out);
    assertTrue(out.lines().anyMatch(line -> line.matches("- +ENV b")), out);
  }

  @Test
  void inspect_controlCharacters_areEscaped() throws IOException {
    byte[] archive =
        HELLO.withHistory("[{\"created_by\":\"a\\u001b[31m\\u202eb\"}]").bytes();
    String out = inspect(Map.of(), file(archive)).out();
    assertTrue(out.contains("a\\u001b[31m\\u202eb"), out);
    assertEquals(-1, out.indexOf('\u001b'));
  }

  @Test
  void inspect_json_hasDocumentedFieldsOnly() throws IOException {
    FakeConsole console = inspect(Map.of(), "--json", file(HELLO.bytes()));
    assertEquals(0, console.code());
    JsonNode json = json(console);
    JsonNode image = json.path("images").path(0);
    assertEquals("docker-archive", json.path("dialect").asText());
    assertEquals(HELLO.id(), image.path("id").asText());
    assertEquals("docker.io/library/hello:1.0", image.path("tags").path(0).asText());
    assertEquals("layer.tar", image.path("layers").path(0).path("file").asText());
    assertEquals("diff-ids", json.path("notChecked").path(0).asText());
    String doc = Files.readString(Path.of("..", "docs", "inspect.md"));
    Set<String> names = new TreeSet<>();
    addNames(json, names);
    for (String name : names) {
      assertTrue(doc.contains("`" + name + "`"), name + " is missing in docs/inspect.md");
    }
  }

  private static void addNames(JsonNode json, Set<String> names) {
    json.fieldNames().forEachRemaining(names::add);
    json.forEach(child -> addNames(child, names));
  }

  @Test
  void inspect_packedStdin_isUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(HELLO.bytes());
    }
    FakeConsole console =
        new FakeConsole().stdin(packed.toByteArray()).run("inspect", "--json", "-");
    assertEquals("gzip", json(console).path("compression").asText());
    assertEquals("standard input", json(console).path("input").asText());
  }

  @Test
  void inspect_warning_saysWhoWouldWarn() throws IOException {
    String file = file(SmallArchive.withWarning().bytes());
    FakeConsole console = inspect(Map.of(), file);
    assertEquals(0, console.code());
    assertTrue(console.err().startsWith("a conversion would warn: the config"), console.err());
    assertFalse(console.out().contains("platform"), console.out());
    assertEquals("", inspect(Map.of(), "-q", file).err());
    assertEquals(
        "no-platform",
        json(inspect(Map.of(), "--json", file))
            .path("warnings")
            .path(0)
            .path("code")
            .asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no tar at all"})
  void inspect_noArchive_exitsWith5(String content) throws IOException {
    FakeConsole console = inspect(Map.of(), file(content.getBytes(UTF_8)));
    assertEquals(5, console.code());
    assertTrue(console.err().startsWith("error: "), console.err());
    assertEquals("", console.out());
  }

  @Test
  void inspect_wrongUse_exitsWith2() {
    assertEquals(2, inspect(Map.of()).code());
    assertEquals(2, inspect(Map.of(), "a", "b").code());
    assertEquals(3, inspect(Map.of(), folder.resolve("absent").toString()).code());
    assertEquals(2, inspect(Map.of(), "--max-entries", "0", folder.toString()).code());
  }
}
