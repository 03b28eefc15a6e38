package io.github.layerlift.cli.inspect;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  private static final SmallArchive IMAGE = SmallArchive.layers(
      Map.of("etc/a", "first", "etc/b", "deleted"),
      Map.of("etc/a", "now", "etc/.wh.b", ""),
      Map.of("etc/a", "last"));

  @TempDir
  private Path folder;

  private FakeConsole inspect(SmallArchive archive, String... options) throws IOException {
    Path file = Files.write(folder.resolve("legacy.tar"), archive.bytes());
    String[] all = new String[options.length + 2];
    all[0] = "inspect";
    all[1] = file.toString();
    System.arraycopy(options, 0, all, 2, options.length);
    return new FakeConsole().run(all);
  }

  /** What is printed after what {@code inspect} prints anyway. */
  private List<String> lines(SmallArchive archive, String... options) throws IOException {
    FakeConsole console = inspect(archive, options);
    assertEquals(0, console.code(), console.err());
    assertEquals("", console.err());
    List<String> lines = console.out().lines().toList();
    int start = lines.indexOf("") + 1;
    while (!lines.get(start).isEmpty()) {
      start++;
    }
    return lines.subList(start + 1, lines.size());
  }

  private JsonNode json(SmallArchive archive, String... options) throws IOException {
    FakeConsole console = inspect(archive, options);
    assertEquals(0, console.code(), console.err());
    return new ObjectMapper().readTree(console.out());
  }

  @Test
  void inspect_tree_showsWhatLayersDid() throws IOException {
    assertEquals(
        List.of(
            "content of files in the layers: 19 bytes, of which wasted: 15 bytes (78.9%)",
            "#  CONTENT   WASTED    ADDED  CHANGED  DELETED  CREATED BY",
            "1  12 bytes  12 bytes  2",
            "2  3 bytes   3 bytes          1        1",
            "3  4 bytes                    1",
            "",
            "SIZE     LAYER  GONE IN  BEFORE  WASTED   NAME",
            "4 bytes  1                                etc/",
            "4 bytes  3               1, 2    8 bytes    a",
            "7 bytes  1      2                7 bytes    b",
            "",
            "not checked, since only headers of layers were read: diff IDs"),
        lines(IMAGE, "--tree"));
  }

  @Test
  void inspect_wasted_showsTheWorstPathsFirst() throws IOException {
    assertEquals(
        List.of(
            "",
            "WASTED   WRITTEN  IN LAYERS  GONE IN  PATH",
            "8 bytes  3 times  1, 2, 3             etc/a",
            "7 bytes  once     1          2        etc/b"),
        lines(IMAGE, "--wasted").subList(5, 9));
  }

  @Test
  void inspect_manyWastefulPaths_showsTwentyAndTheRestInJson() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < 23; i++) {
      files.put("f" + i, "x".repeat(i + 1));
    }
    SmallArchive archive = SmallArchive.layers(files, Map.of(".wh..wh..opq", ""));
    List<String> lines = lines(archive, "--wasted");
    assertTrue(lines.contains("23 bytes  once     1          2        f22"), lines.toString());
    assertTrue(lines.contains("and 3 more paths: 6 bytes"), lines.toString());
    assertFalse(lines.toString().contains("f2,"), lines.toString());
    assertEquals(23, json(archive, "--wasted", "--json").at("/images/0/wasted").size());
  }

  @Test
  void inspect_nothingWasted_listsNoPaths() throws IOException {
    List<String> lines = lines(SmallArchive.hello(), "--wasted");
    assertEquals(
        "content of files in the layers: 12 bytes, of which wasted: 0 bytes (0.0%)", lines.get(0));
    assertEquals(5, lines.size());
  }

  @Test
  void inspect_json_addsFieldsOnlyIfAsked() throws IOException {
    JsonNode plain = json(IMAGE, "--json").at("/images/0");
    assertFalse(plain.has("contentBytes") || plain.has("files") || plain.has("wasted"));
    JsonNode image = json(IMAGE, "--json", "--tree").at("/images/0");
    assertFalse(image.has("wasted"));
    assertEquals(19, image.path("contentBytes").asLong());
    assertEquals(15, image.path("wastedBytes").asLong());
    assertEquals(1, image.at("/layers/1/deleted").asInt());
    assertEquals("etc", image.at("/files/0/path").asText());
    assertEquals("folder", image.at("/files/0/type").asText());
    JsonNode file = image.at("/files/1");
    assertEquals("etc/a", file.path("path").asText());
    assertEquals(2, file.path("layer").asInt());
    assertFalse(file.has("goneIn"));
    assertEquals(5, file.at("/before/0/wastedBytes").asLong());
    assertEquals(1, file.at("/before/0/goneIn").asInt());
    assertEquals(1, image.at("/files/2/goneIn").asInt());
    image = json(IMAGE, "--json", "--wasted").at("/images/0");
    assertFalse(image.has("files"));
    assertEquals(3, image.at("/wasted/0/written").asInt());
    assertEquals("[0,1,2]", image.at("/wasted/0/layers").toString());
    assertEquals(1, image.at("/wasted/1/goneIn").asInt());
  }

  @Test
  void inspect_json_hasDocumentedFieldsOnly() throws IOException {
    String doc = Files.readString(Path.of("..", "docs", "inspect.md"));
    Set<String> names = new TreeSet<>();
    addNames(json(IMAGE, "--json", "--tree", "--wasted"), names);
    for (String name : names) {
      assertTrue(doc.contains("`" + name + "`"), name + " is missing in docs/inspect.md");
    }
  }

  private static void addNames(JsonNode json, Set<String> names) {
    json.fieldNames().forEachRemaining(names::add);
    json.forEach(child -> addNames(child, names));
  }

  @Test
  void inspect_layerThatCantBeRead_failsAfterTheReport() throws IOException {
    SmallArchive archive = SmallArchive.hello().file("layer.tar", "x".repeat(600));
    FakeConsole console = inspect(archive, "--tree");
    assertEquals(4, console.code());
    assertTrue(console.out().contains("\nthe layers can't be read: "), console.out());
    assertTrue(console.err().startsWith("error: "), console.err());
    console = inspect(archive, "--tree", "--json");
    assertEquals(4, console.code());
    JsonNode image = new ObjectMapper().readTree(console.out()).at("/images/0");
    assertFalse(image.at("/error/code").asText().isEmpty());
    assertEquals(0, inspect(archive).code());
  }
}
