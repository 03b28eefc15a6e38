package io.github.layerlift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.LayerliftException;
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
    return archive.with("manifest.json", archive.text("manifest.json").replace("hello:1.0", tag));
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
  void convert_tagThatDockerRefuses_isRefused(String tag) throws IOException {
    LayerliftException fault = bench.refuse(ErrorCode.TAG_INVALID, tagged(tag));
    assertEquals("manifest.json", fault.entry().orElseThrow());
    assertFalse(fault.getMessage().contains("\u001b"), "a raw control character");
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
    Workbench.Done done =
        bench.convert(archive, options -> options.select(List.of("sha256:" + other.id())));
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
    bench.refuse(ErrorCode.TAG_INVALID, tagged(tag + "x"));
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

  /** Docker takes the name for an image ID, whatever tag follows it. */
  @Test
  void convert_idAsANameInV1Repositories_isRefused() throws IOException {
    String id = "0123456789abcdef".repeat(4);
    LayerliftException fault =
        bench.refuse(ErrorCode.TAG_INVALID, V1Save.hello(id + ":1.0").archive());
    assertTrue(fault.getMessage().contains(id), fault.getMessage());
    assertTrue(fault.getMessage().contains("takes for an ID"), fault.getMessage());
  }
}
