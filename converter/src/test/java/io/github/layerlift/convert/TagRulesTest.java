package io.github.layerlift.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagRulesTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private ArchiveFixture tagged(String tag) {
    ArchiveFixture archive = DockerSave.of(HELLO).archive();
    return archive
        .without("repositories")
        .with("manifest.json", archive.text("manifest.json").replace("hello:1.0", tag));
  }

  @ParameterizedTest
  @CsvSource({
    "hello:1.0, docker.io/library/hello:1.0",
    "hello, docker.io/library/hello:latest",
    "me/hello:x, docker.io/me/hello:x",
    "library/hello:x, docker.io/library/hello:x",
    "docker.io/hello:x, docker.io/library/hello:x",
    "index.docker.io/hello:x, docker.io/library/hello:x",
    "docker.io/library/hello:x, docker.io/library/hello:x",
    "localhost/hello, localhost/hello:latest",
    "localhost:5000/hello, localhost:5000/hello:latest",
    "quay.io/a/b/c:v1.2_3-4, quay.io/a/b/c:v1.2_3-4",
    "Registry/hello:x, Registry/hello:x",
    "'[fe80::1]:5000/hello:x', '[fe80::1]:5000/hello:x'"
  })
  void convert_anyTag_isWrittenInFull(String tag, String full) throws IOException {
    Path input = bench.input(tagged(tag));
    ConversionReport report = Converter.convert(
        new Input.OfPath(input),
        new Output.TarFile(bench.output(), false),
        ConvertOptions.builder().build());
    assertEquals(List.of(full), report.images().get(0).tags());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello:1.0",
        "hello:",
        "hello:.x",
        "hello: x",
        ":1.0",
        "hello@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "hello//x:1",
        "-hello:1",
        "<none>:<none>",
        "../hello:1",
        "hello:1\\u001b[31m"
      })
  void convert_nameThatDockerRefuses_isLeftOutWithAWarning(String tag) throws IOException {
    Workbench.Done done = bench.convert(tagged(tag));
    assertEquals("sha256:" + HELLO.id(), done.image().id());
    assertNull(done.archive().repoTags().get(0));
    assertEquals(List.of("tag-invalid"), done.warnings());
    String text = done.report().warnings().get(0).text();
    assertTrue(text.contains("\"manifest.json\""), text);
    assertTrue(text.contains("Change.Rename("), text);
    assertFalse(text.contains("\u001b"), "a raw control character");
  }

  @ParameterizedTest
  @CsvSource({
    "ComfyUI:latest, names must be lower case, comfyui:latest",
    "reg.example:5000/Team/App:V1, names must be lower case, reg.example:5000/team/app:V1",
    "my app:1, ' ' is not allowed in it, my-app:1",
    "app:1.0+build.5, '+' is not allowed in it, app:1.0-build.5",
    "comfy:1@sha256:0123, it contains a digest, comfy:1",
    "<none>:<none>, it means that there is no name, NAME:TAG",
    "app:, it doesn't have the form NAME:TAG, app"
  })
  void convert_badName_saysWhyAndWhatWouldDo(String tag, String why, String better)
      throws IOException {
    Workbench.Done done = bench.convert(tagged(tag));
    String text = done.report().warnings().get(0).text();
    assertTrue(text.contains(": " + why + "; Change.Rename(" + better + ") gives"), text);
  }

  @Test
  void convert_badNameBesideAGoodOne_leavesTheGoodOne() throws IOException {
    Workbench.Done done = bench.convert(tagged("hello:1.0\",\"Bad/One:1"));
    assertEquals(List.of(List.of("docker.io/library/hello:1.0")), done.archive().repoTags());
    assertEquals(List.of("tag-invalid"), done.warnings());
  }

  @Test
  void convert_badNameThatIsReplaced_isNotWarnedOf() throws IOException {
    Workbench.Done done = bench.convert(
        tagged("Upper:1"),
        options ->
            options.changes(List.of(new Change.Rename(List.of("lower:1")))).strict(true));
    assertEquals(List.of(List.of("docker.io/library/lower:1")), done.archive().repoTags());
    assertEquals(List.of(), done.warnings());
  }

  @Test
  void convert_badNameOfAnotherImage_doesNotHinderASelection() throws IOException {
    ImageFixture other = HELLO.untagged().tag("other:1").command("/other");
    ArchiveFixture archive = DockerSave.of(HELLO, other).archive();
    ArchiveFixture bad = archive.with(
        "manifest.json", archive.text("manifest.json").replace("hello:1.0", "Upper:1"));
    assertEquals(
        "sha256:" + other.id(),
        bench
            .convert(
                bad, options -> options.changes(List.of(new Change.Select(List.of("other:1")))))
            .image()
            .id());
    String text = bench.convert(bad).report().warnings().get(0).text();
    assertTrue(
        text.contains("Change.Select(sha256:" + HELLO.id() + ") Change.Rename(upper:1)"), text);
    LayerliftException fault = bench.refuse(
        ErrorCode.NOTHING_SELECTED,
        bad,
        options -> options.changes(List.of(new Change.Select(List.of("Upper:1")))));
    assertTrue(fault.getMessage().contains("\"Upper:1\" is not a valid name"), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("sha256:" + HELLO.id()), fault.toString());
  }

  @Test
  void convert_severalTags_listsEachOnceAndSorted() throws IOException {
    ImageFixture image = HELLO.tag("b:2").tag("a:1").tag("docker.io/library/b:2");
    Workbench.Done done = bench.convert(DockerSave.of(image).archive());
    List<String> wanted =
        List.of("docker.io/library/a:1", "docker.io/library/b:2", "docker.io/library/hello:1.0");
    assertEquals(List.of(wanted), done.archive().repoTags());
    assertEquals(wanted, done.report().images().get(0).tags());
    assertEquals(3, done.archive().json("index.json").get("manifests").size());
  }

  @Test
  void convert_otherOrderOfTags_givesTheSameBytes() throws IOException {
    ImageFixture one = HELLO.tag("b:2").tag("a:1");
    ImageFixture other = HELLO.untagged().tag("a:1").tag("hello:1.0").tag("b:2");
    assertArrayEquals(
        bench.convert(DockerSave.of(one).archive()).tar(),
        bench.convert(DockerSave.of(other).archive()).tar());
  }

  @Test
  void convert_untagged_hasNullRepoTagsAndNoAnnotations() throws IOException {
    Workbench.Done done = bench.convert(DockerSave.of(HELLO.untagged()).archive());
    assertNull(done.archive().repoTags().get(0));
    assertFalse(done.archive().json("index.json").at("/manifests/0").has("annotations"));
    assertEquals("{}", new String(done.archive().bytes("repositories"), UTF_8));
  }

  @Test
  void convert_emptyRepoTags_isUntagged() throws IOException {
    ArchiveFixture archive = DockerSave.of(HELLO).archive();
    String manifest = archive.text("manifest.json").replace("[\"hello:1.0\"]", "[]");
    assertNull(bench
        .convert(archive.with("manifest.json", manifest))
        .archive()
        .repoTags()
        .get(0));
  }

  @Test
  void convert_severalUntaggedImages_keepsAllInOneOrder() throws IOException {
    ImageFixture one = HELLO.untagged();
    ImageFixture two = one.command("/two");
    ImageFixture three = one.command("/three");
    Workbench.Done done = bench.convert(DockerSave.of(one, two, three).archive());
    assertEquals(3, done.images().size());
    assertArrayEquals(
        done.tar(), bench.convert(DockerSave.of(three, one, two).archive()).tar());
  }

  @Test
  void convert_oneTagOnTwoImages_isRefusedByName() throws IOException {
    ArchiveFixture archive = DockerSave.of(HELLO, HELLO.command("/other")).archive();
    LayerliftException fault = bench.refuse(ErrorCode.TAG_CONFLICT, archive);
    assertTrue(fault.getMessage().contains("docker.io/library/hello:1.0"), fault.getMessage());
  }

  @Test
  void convert_oneTagOnTwoImages_isFineOnceOneIsSelected() throws IOException {
    ImageFixture other = HELLO.command("/other");
    ArchiveFixture archive = DockerSave.of(HELLO, other).archive();
    Workbench.Done done = bench.convert(
        archive,
        options -> options.changes(List.of(new Change.Select(List.of("sha256:" + other.id())))));
    assertEquals("sha256:" + other.id(), done.image().id());
  }

  @Test
  void convert_sameImageListedTwice_isOneWithAllTags() throws IOException {
    ArchiveFixture archive = DockerSave.of(HELLO).archive();
    String item = DockerSave.of(HELLO).manifest();
    String both = item.substring(0, item.length() - 1)
        + ","
        + item.substring(1).replace("hello:1.0", "again:1");
    Workbench.Done done = bench.convert(archive.with("manifest.json", both));
    assertEquals(
        List.of(List.of("docker.io/library/again:1", "docker.io/library/hello:1.0")),
        done.archive().repoTags());
    assertEquals(1, done.report().images().size());
  }

  @Test
  void convert_longestTag_isTaken() throws IOException {
    String tag = "hello:" + "x".repeat(128);
    assertEquals(1, bench.convert(tagged(tag)).images().size());
    Workbench.Done done = bench.convert(tagged(tag + "x"));
    String text = done.report().warnings().get(0).text();
    assertTrue(text.contains("its tag has 129 characters, which exceeds the limit of 128"), text);
    assertTrue(text.contains("Change.Rename(hello:xxx"), text);
  }

  @Test
  void convert_oneNameInRepositoriesOnly_isToldOf() throws IOException {
    ArchiveFixture archive = DockerSave.of(
            ImageFixture.hello("hello:1.0"),
            ImageFixture.image().layer("x", "y").tag("b:2"))
        .archive();
    String manifest = archive.text("manifest.json").replace("[\"b:2\"]", "null");
    Workbench.Done done = bench.convert(archive.with("manifest.json", manifest));
    assertEquals(List.of("unlisted-name"), done.warnings());
    String text = done.report().warnings().get(0).text();
    assertTrue(text.contains("the name \"docker.io/library/b:2\" was left out"), text);
    assertTrue(
        text.contains("Change.Select(ID) Change.Rename(docker.io/library/b:2) gives it"), text);
  }

  @Test
  void convert_namesInRepositoriesOnly_areToldOf() throws IOException {
    ArchiveFixture archive = DockerSave.of(HELLO).archive();
    String manifest = archive.text("manifest.json").replace("[\"hello:1.0\"]", "null");
    Workbench.Done done = bench.convert(archive.with("manifest.json", manifest));
    assertEquals(List.of("unlisted-name"), done.warnings());
    String text = done.report().warnings().get(0).text();
    assertTrue(text.contains("Change.Rename(docker.io/library/hello:1.0)"), text);
  }

  @Test
  void convert_tagOutsideOcisGrammar_warns() throws IOException {
    assertEquals(List.of("ref-name"), bench.convert(tagged("hello:1__0")).warnings());
    assertEquals(List.of(), bench.convert(tagged("hello:1_0")).warnings());
  }

  @Test
  void convert_digestInV1Repositories_isLeftOutWithAWarning() throws IOException {
    V1Save save = V1Save.hello("hello:1.0");
    save.tag("hello", "sha256:" + "0".repeat(64), save.id());
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(
        List.of("docker.io/library/hello:1.0"), done.archive().repoTags().get(0));
    assertTrue(done.warnings().contains("digest-tag"), done.warnings().toString());
  }

  /** Docker reads the name as an image ID, whatever tag follows it. */
  @Test
  void convert_idAsANameInV1Repositories_isLeftOutWithAWarning() throws IOException {
    String id = "0123456789abcdef".repeat(4);
    Workbench.Done done = bench.convert(V1Save.hello(id + ":1.0").archive());
    assertNull(done.archive().repoTags().get(0));
    assertEquals(List.of("tag-invalid"), done.warnings());
    String text = done.report().warnings().get(0).text();
    assertTrue(text.contains("read it as an image ID"), text);
  }

  /** Even of an image that is the base of others, and is an image only because of its name. */
  @Test
  void convert_badNameInV1Repositories_keepsItsImage() throws IOException {
    for (String tag : List.of("1.0+build", "sha256:" + "0".repeat(64))) {
      V1Save save = V1Save.hello("hello:1.0");
      save.tag("hello", tag, save.ids().get(0));
      assertEquals(2, bench.convert(save.archive()).images().size(), tag);
    }
  }
}
