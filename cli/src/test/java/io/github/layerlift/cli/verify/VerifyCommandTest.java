package io.github.layerlift.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import io.github.layerlift.report.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final SmallArchive HELLO = SmallArchive.hello();
  private static final String ID = HELLO.id();
  private static final String OTHER_ID = "sha256:" + "b".repeat(64);

  @TempDir
  private Path folder;

  private String legacy = "";
  private String modern = "";

  @BeforeEach
  void setUp() throws IOException {
    legacy = Files.write(folder.resolve("legacy.tar"), HELLO.bytes()).toString();
    modern = convert(legacy, "modern.tar");
  }

  private String convert(String archive, String name) {
    String output = folder.resolve(name).toString();
    assertEquals(0, new FakeConsole().run("convert", "-q", archive, output).code());
    return output;
  }

  private static FakeConsole verify(String... args) {
    return verify(Map.of(), args);
  }

  private static FakeConsole verify(Map<String, String> environment, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "verify";
    System.arraycopy(args, 0, all, 1, args.length);
    return new FakeConsole().environment(environment).run(all);
  }

  /** The converted archive with one byte of its last layer changed. */
  private String broken() throws IOException {
    byte[] tar = Files.readAllBytes(Path.of(modern));
    tar[tar.length - 2000] ^= 1;
    return Files.write(folder.resolve("broken.tar"), tar).toString();
  }

  private static JsonNode json(FakeConsole console) throws IOException {
    return new ObjectMapper().readTree(console.out());
  }

  private void assertFound(FindingCode code, FakeConsole console) {
    assertEquals(4, console.code(), console.out() + console.err());
    assertTrue(console.out().startsWith("error " + code.id() + ": "), console.out());
  }

  @Test
  void verify_sound_saysSo() {
    FakeConsole console = verify(modern);
    assertEquals(0, console.code());
    assertEquals("", console.err());
    assertTrue(console.out().startsWith(modern + ": sound; 1 image, 3 blobs, "), console.out());
    assertEquals(1, console.out().lines().count());
    assertEquals("", verify("-q", modern).out());
  }

  @Test
  void verify_broken_printsALineForEachFinding() throws IOException {
    FakeConsole console = verify("--jobs", "1", broken());
    assertEquals(4, console.code());
    List<String> lines = console.out().lines().toList();
    assertEquals(3, lines.size(), console.out());
    assertTrue(lines.get(0).startsWith("error blob-digest: blobs/sha256/"), lines.get(0));
    assertTrue(lines.get(1).startsWith("error diff-id: blobs/sha256/"), lines.get(1));
    assertTrue(lines.get(2).contains(": 2 errors; 1 image, "), lines.get(2));
    assertEquals(2, verify("-q", broken()).out().lines().count());
  }

  @Test
  void verify_note_isNoError() throws IOException {
    String archive =
        Files.write(folder.resolve("w.tar"), SmallArchive.withWarning().bytes()).toString();
    FakeConsole console = verify(convert(archive, "noted.tar"));
    assertEquals(0, console.code());
    assertTrue(console.out().startsWith("note config-platform: "), console.out());
    assertTrue(console.out().contains(": sound, 1 note; "), console.out());
    assertEquals("", verify("-q", folder.resolve("noted.tar").toString()).out());
  }

  @Test
  void verify_json_hasDocumentedFields() throws IOException {
    FakeConsole console = verify("--json", "--against", legacy, broken());
    assertEquals(4, console.code());
    JsonNode json = json(console);
    assertFalse(json.path("sound").asBoolean());
    assertEquals(legacy, json.path("against").asText());
    assertEquals(ID, json.path("images").path(0).path("id").asText());
    assertEquals(
        "docker.io/library/hello:1.0",
        json.path("images").path(0).path("tags").path(0).asText());
    assertEquals("blob-digest", json.path("findings").path(0).path("code").asText());
    assertEquals("error", json.path("findings").path(0).path("grade").asText());
    String doc = Files.readString(Path.of("..", "docs", "verify.md"));
    json.fieldNames().forEachRemaining(name -> assertTrue(doc.contains("`" + name + "`"), name));
  }

  @Test
  void verify_against_tellsWhetherItIsTheSame() throws IOException {
    FakeConsole same = verify("--against", legacy, modern);
    assertEquals(0, same.code());
    assertTrue(same.out().contains(", the same as in " + legacy), same.out());
    String other =
        Files.write(folder.resolve("o.tar"), HELLO.withHistory("[]").bytes()).toString();
    assertFound(FindingCode.AGAINST_ID, verify("--against", other, modern));
  }

  @Test
  void verify_wrongUse_exitsWith2() {
    assertEquals(2, verify().code());
    assertEquals(2, verify("--subset", modern).code());
    assertEquals(2, verify("--against", "-", "-").code());
    assertEquals(2, verify("--docker", "-").code());
    assertEquals(2, verify("--docker", folder.toString()).code());
    assertEquals(2, verify("--jobs", "0", modern).code());
  }

  @Test
  void verify_noLayout_exitsWith5AndHint() {
    FakeConsole console = verify(legacy);
    assertEquals(5, console.code());
    assertTrue(console.err().contains("hint: verify checks what convert writes"), console.err());
    assertEquals(3, verify(folder.resolve("absent").toString()).code());
  }

  @Test
  void docker_goodImage_isLoadedAndRemoved() throws IOException {
    FakeDocker docker = new FakeDocker(folder).has(OTHER_ID + " other:1").loads(ID + " hello:1.0");
    FakeConsole console = verify(docker.environment(), "--docker", modern);
    assertEquals(0, console.code(), console.out() + console.err());
    assertTrue(console.out().contains(", and loads in Docker 20.10.24"), console.out());
    assertEquals(List.of(OTHER_ID + " other:1"), docker.images());
  }

  @Test
  void docker_manifestDigestAsId_isGood() throws IOException {
    String manifest = json(verify("--json", modern))
        .path("images")
        .path(0)
        .path("manifestDigest")
        .asText();
    FakeDocker docker = new FakeDocker(folder).loads(manifest + " hello:1.0");
    FakeConsole console = verify(docker.environment(), "--json", "--docker", modern);
    assertEquals(0, console.code(), console.out());
    assertEquals("20.10.24", json(console).path("engine").asText());
    assertEquals(List.of(), docker.images());
  }

  @Test
  void docker_untaggedImage_isRemovedById() throws IOException {
    SmallArchive untagged = SmallArchive.untagged();
    String archive = Files.write(folder.resolve("u.tar"), untagged.bytes()).toString();
    FakeDocker docker = new FakeDocker(folder).loads(untagged.id() + " <none>:<none>");
    FakeConsole console =
        verify(docker.environment(), "--docker", convert(archive, "untagged.tar"));
    assertEquals(0, console.code(), console.out());
    assertEquals(List.of(), docker.images());
  }

  @Test
  void docker_sameImageThereBefore_stays() throws IOException {
    FakeDocker docker =
        new FakeDocker(folder).has(ID + " hello:1.0", ID + " mine:1").loads(ID + " hello:1.0");
    assertEquals(0, verify(docker.environment(), "--docker", modern).code());
    assertEquals(List.of(ID + " hello:1.0", ID + " mine:1"), docker.images());
  }

  @Test
  void docker_otherNameThereBefore_onlyOursIsRemoved() throws IOException {
    FakeDocker docker = new FakeDocker(folder).has(ID + " mine:1").loads(ID + " hello:1.0");
    assertEquals(0, verify(docker.environment(), "--docker", modern).code());
    assertEquals(List.of(ID + " mine:1"), docker.images());
  }

  @Test
  void docker_nameOrImageInUse_loadsNothing() throws IOException {
    FakeDocker docker = new FakeDocker(folder).loads(ID + " hello:1.0");
    for (String before : List.of(OTHER_ID + " hello:1.0", ID + " <none>:<none>")) {
      docker.has(before);
      FakeConsole console = verify(docker.environment(), "--docker", modern);
      assertEquals(3, console.code(), console.out());
      assertTrue(console.err().contains("which loading would change"), console.err());
      assertEquals(List.of(before), docker.images());
    }
  }

  @Test
  void docker_otherId_isFoundAndRemoved() throws IOException {
    FakeDocker docker = new FakeDocker(folder).loads(OTHER_ID + " hello:1.0");
    assertFound(FindingCode.ENGINE_IMAGE, verify(docker.environment(), "--docker", modern));
    assertEquals(List.of(), docker.images());
  }

  @Test
  void docker_nothingLoaded_isFound() throws IOException {
    FakeDocker docker = new FakeDocker(folder);
    assertFound(FindingCode.ENGINE_IMAGE, verify(docker.environment(), "--docker", modern));
  }

  @Test
  void docker_refused_isFoundWithItsLastWords() throws IOException {
    FakeDocker docker = new FakeDocker(folder).is("refusing");
    FakeConsole console = verify(docker.environment(), "--docker", modern);
    assertFound(FindingCode.ENGINE_REFUSED, console);
    assertTrue(console.out().contains("rejects the archive: invalid archive"), console.out());
  }

  @Test
  void docker_imagesStay_isFound() throws IOException {
    FakeDocker docker = new FakeDocker(folder).loads(ID + " hello:1.0").is("keeping");
    assertFound(FindingCode.ENGINE_LEFT, verify(docker.environment(), "--docker", modern));
  }

  @Test
  void docker_brokenArchive_isNotLoaded() throws IOException {
    FakeDocker docker = new FakeDocker(folder).is("refusing");
    FakeConsole console = verify(docker.environment(), "--docker", broken());
    assertEquals(4, console.code());
    assertFalse(console.out().contains("engine-refused"), console.out());
  }

  @Test
  void docker_noEngine_exitsWith3AndHint() throws IOException {
    FakeDocker docker = new FakeDocker(folder).is("down");
    FakeConsole down = verify(docker.environment(), "--docker", modern);
    assertEquals(3, down.code());
    assertTrue(down.err().contains("Cannot connect to the Docker daemon"), down.err());
    assertTrue(down.err().contains("hint: start the engine"), down.err());
    FakeConsole absent =
        verify(Map.of(DockerCli.PROGRAM, folder.resolve("absent").toString()), "--docker", modern);
    assertEquals(3, absent.code());
    assertTrue(absent.err().contains("hint: start the engine"), absent.err());
  }
}
