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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionPageTest {
  private static final String HOSTILE = "</script><script>alert(1)<";
  private static final SmallArchive IMAGE = SmallArchive.layers(
      Map.of("etc/a", "first", "etc/b", "deleted"),
      Map.of("etc/a", "now", "etc/.wh.b", "", "evil/" + HOSTILE, "x"));

  @TempDir
  private Path folder;

  private Path page;
  private Path file;

  @BeforeEach
  void name() {
    page = folder.resolve("page.html");
    file = folder.resolve("legacy.tar");
  }

  private FakeConsole inspect(SmallArchive archive, String... options) throws IOException {
    Files.write(file, archive.bytes());
    String[] all = new String[options.length + 4];
    all[0] = "inspect";
    all[1] = file.toString();
    all[2] = "--html";
    all[3] = page.toString();
    System.arraycopy(options, 0, all, 4, options.length);
    return new FakeConsole().run(all);
  }

  private String html(SmallArchive archive) throws IOException {
    FakeConsole console = inspect(archive);
    assertEquals(0, console.code(), console.err());
    assertEquals(page + ": 1 image\n", console.out());
    return Files.readString(page);
  }

  @Test
  void write_image_hasNamesLayersAndWaste() throws IOException {
    String html = html(IMAGE);
    assertTrue(html.contains(">docker.io/library/hello:1.0</h2>"), html);
    assertTrue(html.contains("16 bytes, of which wasted: 12 bytes (75.0%)"), html);
    assertTrue(html.contains("<td class=\"path\">etc/b</td>"), html);
    assertTrue(html.contains("<dd class=\"path\">" + IMAGE.id() + "</dd>"), html);
    assertTrue(html.contains("<dd class=\"path\">linux/amd64</dd>"), html);
  }

  @Test
  void write_files_areJsonThatEndsNoElement() throws IOException {
    String html = html(IMAGE);
    Matcher data = Pattern.compile("(?s)id=\"data\">(.*?)</script>").matcher(html);
    assertTrue(data.find());
    JsonNode rows = new ObjectMapper().readTree(data.group(1)).get(0);
    assertEquals(6, rows.size());
    assertEquals(
        "[0,\"etc\",\"/\",\"3 bytes\",\"layer 1\",\"\",\"\"]", rows.get(0).toString());
    assertEquals(
        "[1,\"a\",\"\",\"3 bytes\",\"layer 2\",\"before in 1; 5 bytes wasted\",\"changed\"]",
        rows.get(1).toString());
    assertEquals(
        "[1,\"b\",\"\",\"7 bytes\",\"layer 1\",\"gone in layer 2; 7 bytes wasted\",\"changed\"]",
        rows.get(2).toString());
    assertFalse(html.contains("<script>alert"), html);
  }

  @Test
  void write_settings_areShown() throws IOException {
    String fields = "\"config\":{\"Env\":[\"A=<b>\"],\"Cmd\":\"old\",\"Entrypoint\":[\"/run\",7],"
        + "\"User\":\"me\",\"WorkingDir\":\"/srv\",\"ExposedPorts\":{\"80/tcp\":{}},"
        + "\"Volumes\":null,\"StopSignal\":[]}";
    SmallArchive archive = SmallArchive.layers(fields, Map.of("a", "a"));
    String html = html(archive);
    assertTrue(html.contains("A=&lt;b"), html);
    for (String text : new String[] {"old", "/run", "me", "/srv", "80/tcp"}) {
      assertTrue(html.contains("<dd class=\"path\">" + text + "</dd>"), text);
    }
    assertFalse(html.contains("Stop signal") || html.contains("Volumes"), html);
    FakeConsole json = new FakeConsole().run("inspect", "--json", file.toString());
    JsonNode config = new ObjectMapper().readTree(json.out()).at("/images/0/config");
    assertEquals("[\"old\"]", config.get("command").toString());
    assertEquals("[\"/run\"]", config.get("entrypoint").toString());
    assertEquals("[]", config.get("volumes").toString());
  }

  @Test
  void write_twice_givesTheSameBytes() throws IOException {
    assertEquals(html(IMAGE), html(IMAGE));
  }

  @Test
  void write_layerThatCantBeRead_saysSoAndFails() throws IOException {
    FakeConsole console = inspect(SmallArchive.hello().file("layer.tar", "x".repeat(600)));
    assertEquals(4, console.code());
    String html = Files.readString(page);
    assertTrue(html.replace("&#39;", "'").contains("the layers can't be read: "), html);
    assertTrue(html.contains("not read"), html);
  }

  @Test
  void write_brokenArchive_saysWhatIsLostAndFails() throws IOException {
    FakeConsole console = inspect(SmallArchive.hello().without("layer.tar"));
    assertEquals(4, console.code());
    assertTrue(Files.readString(page).contains("lost: hello:1.0: "));
  }

  @Test
  void inspect_ontoAnotherFile_leavesIt() throws IOException {
    Files.writeString(page, "report");
    FakeConsole console = inspect(IMAGE);
    assertEquals(2, console.code());
    assertTrue(console.err().contains("is not replaced"), console.err());
    assertEquals("report", Files.readString(page));
  }

  @Test
  void inspect_noArchive_leavesThePreviousPage() throws IOException {
    String previous = html(IMAGE);
    Files.writeString(file, "no tar at all");
    FakeConsole console =
        new FakeConsole().run("inspect", file.toString(), "--html", page.toString());
    assertEquals(5, console.code());
    assertEquals(previous, Files.readString(page));
  }

  @Test
  void inspect_htmlThatMakesNoSense_exitsWith2() throws IOException {
    assertEquals(2, inspect(IMAGE, "--json").code());
    assertEquals(2, inspect(IMAGE, "--tree").code());
    assertEquals(2, inspect(IMAGE, "--wasted").code());
    String input = file.toString();
    assertEquals(2, new FakeConsole().run("inspect", input, "--html", "-").code());
    assertEquals(2, new FakeConsole().run("inspect", input, "--html", "").code());
    assertEquals(2, new FakeConsole().run("inspect", input, "--html", input).code());
    assertFalse(Files.exists(page));
  }
}
