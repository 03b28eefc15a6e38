package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.DockerSave.Again;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DockerArchiveConversionTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final String PLAIN = OciSave.LAYER;

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static ArchiveFixture hello() {
    return DockerSave.of(HELLO).archive();
  }

  /** The archive of {@link #HELLO} with one of its layer files packed. */
  private static ArchiveFixture packed(int layer, Packing packing) {
    String name = DockerSave.of(HELLO).v1Id(HELLO, layer) + "/layer.tar";
    return hello().with(name, packing.pack(HELLO.layers().get(layer)));
  }

  private static ArchiveFixture edited(ArchiveFixture archive, String from, String to) {
    String manifest = archive.text("manifest.json");
    assertTrue(manifest.contains(from), manifest);
    return archive.with("manifest.json", manifest.replace(from, to));
  }

  @Test
  void convert_otherV1Ids_givesTheSameBytes() throws IOException {
    byte[] wanted = bench.convert(hello()).tar();
    for (String salt : List.of("a", "b", "c")) {
      ArchiveFixture archive = DockerSave.of(HELLO).salt(salt).archive();
      assertArrayEquals(wanted, bench.convert(archive).tar());
    }
  }

  @Test
  void convert_otherOrderOfImages_givesTheSameBytes() throws IOException {
    List<ImageFixture> images = new ArrayList<>(List.of(
        HELLO,
        ImageFixture.hello("b:1"),
        ImageFixture.hello("a:1"),
        HELLO.untagged().command("/x")));
    byte[] wanted = bench
        .convert(DockerSave.of(images.toArray(new ImageFixture[0])).archive())
        .tar();
    for (int seed = 0; seed < 4; seed++) {
      Collections.shuffle(images, new Random(seed));
      ArchiveFixture archive =
          DockerSave.of(images.toArray(new ImageFixture[0])).salt("x" + seed).archive();
      assertArrayEquals(wanted, bench.convert(archive).tar());
    }
  }

  @ParameterizedTest
  @EnumSource
  void convert_layerThatStandsThreeTimes_isOneBlob(Again again) throws IOException {
    ImageFixture image = ImageFixture.image()
        .layer("a", "same")
        .layer("b", "between")
        .layer("a", "same")
        .layer("a", "same")
        .tag("x:1");
    ImageFixture second =
        ImageFixture.image().layer("c", "other").layer("a", "same").tag("y:1");
    Workbench.Done done =
        bench.convert(DockerSave.of(image, second).again(again).archive());
    assertEquals(image.diffIds(), done.image("x:1").layers());
    assertEquals(second.diffIds(), done.image("y:1").layers());
    assertEquals(2 + 2 + 3, done.archive().blobs().size());
  }

  @Test
  void convert_equalSizesButOtherBytes_staysTwoBlobs() throws IOException {
    ImageFixture image = ImageFixture.image().layer("a", "1").layer("a", "2").tag("x:1");
    Workbench.Done done = bench.convert(DockerSave.of(image).archive());
    assertEquals(image.diffIds(), done.image().layers());
    assertEquals(1 + 1 + 2, done.archive().blobs().size());
  }

  @Test
  void convert_linkThroughLinkedFolder_isFollowed() throws IOException {
    String id = DockerSave.of(HELLO).v1Id(HELLO, 0);
    ArchiveFixture archive = ArchiveFixture.empty();
    for (ArchiveFixture.Entry entry : hello().entries()) {
      archive = entry.name().startsWith(id) ? archive : archive.plus(entry);
    }
    archive = archive
        .symlink(id, "elsewhere/there")
        .file("elsewhere/there/layer.tar", HELLO.layers().get(0));
    assertEquals(HELLO.diffIds(), bench.convert(archive).image().layers());
  }

  @Test
  void convert_linkOfDockersPreRelease_isFollowed() throws IOException {
    ImageFixture image = ImageFixture.image().layer("a", "1").layer("a", "1").tag("x:1");
    DockerSave save = DockerSave.of(image);
    String holder = save.v1Id(image, 0);
    String link = save.v1Id(image, 1) + "/layer.tar";
    ArchiveFixture archive = save.archive()
        .with(new ArchiveFixture.Entry(link, '2', new byte[0], "../../" + holder + "/layer.tar"));
    assertEquals(image.diffIds(), bench.convert(archive).image().layers());
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD", "XZ", "BZIP2", "GZIP_MEMBERS"})
  void convert_packedBesidePlainLayer_unpacksIt(Packing packing) throws IOException {
    OutputImage image = bench.convert(packed(0, packing)).image();
    assertEquals(List.of(PLAIN, PLAIN), image.mediaTypes());
    assertEquals(HELLO.diffIds(), image.layers());
    assertEquals("sha256:" + HELLO.id(), image.id());
  }

  @ParameterizedTest
  @EnumSource
  void convert_allLayersPackedAlike_keepsThemIfOciCan(Packing packing) throws IOException {
    ArchiveFixture archive = hello();
    for (int i = 0; i < 2; i++) {
      String name = DockerSave.of(HELLO).v1Id(HELLO, i) + "/layer.tar";
      archive = archive.with(name, packing.pack(HELLO.layers().get(i)));
    }
    OutputImage image = bench.convert(archive).image();
    boolean packs = packing.isOfLayers() && packing != Packing.PLAIN;
    String type = packs ? PLAIN + "+" + packing.reported() : PLAIN;
    assertEquals(List.of(type, type), image.mediaTypes());
    List<String> stored = HELLO.layers().stream()
        .map(layer -> Hashes.digest(packs ? packing.pack(layer) : layer))
        .toList();
    assertEquals(stored, image.layers());
  }

  @Test
  void convert_sameLayerPackedInOneImageAndPlainInAnother_keepsBoth() throws IOException {
    ImageFixture plain = ImageFixture.image().layer("a", "1").tag("plain:1");
    byte[] packed = Packing.GZIP.pack(plain.layers().get(0));
    ImageFixture other = plain.untagged().command("/x").tag("packed:1");
    ArchiveFixture archive = DockerSave.of(plain).archive();
    String manifest = archive.text("manifest.json").trim();
    manifest = manifest.substring(0, manifest.length() - 1)
        + ",{\"Config\":\"o.json\",\"RepoTags\":[\"packed:1\"],\"Layers\":[\"o.tar\"]}]";
    archive = archive
        .with("manifest.json", manifest)
        .file("o.json", other.config())
        .file("o.tar", packed);
    Workbench.Done done = bench.convert(archive);
    assertEquals(List.of(PLAIN), done.image("plain:1").mediaTypes());
    assertEquals(List.of(Hashes.digest(packed)), done.image("packed:1").layers());
  }

  @Test
  void convert_foreignLayerThatIsAbsent_keepsItsDescriptor() throws IOException {
    Map<String, Object> source = Map.of(
        "mediaType",
        OciSave.DOCKER_FOREIGN,
        "size",
        1234,
        "digest",
        "sha256:" + "5".repeat(64),
        "urls",
        List.of("https://mcr.example/blob"));
    String sources = Jsons.text(Map.of(HELLO.diffId(0), source));
    String layer = DockerSave.of(HELLO).v1Id(HELLO, 0) + "/layer.tar";
    ArchiveFixture archive =
        edited(hello(), "\"Layers\":", "\"LayerSources\":" + sources + ",\"Layers\":");
    JsonNode kept = bench.convert(archive.without(layer)).image().manifest().at("/layers/0");
    assertEquals(
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
        kept.get("mediaType").asText());
    assertEquals("sha256:" + "5".repeat(64), kept.get("digest").asText());
    assertEquals(1234, kept.get("size").asInt());
    assertEquals("https://mcr.example/blob", kept.at("/urls/0").asText());
    assertEquals(HELLO.diffIds(), bench.convert(archive).image().layers(), "it is in the archive");
  }

  @Test
  void convert_foreignLayerThatIsAbsent_keepsLayerSources() throws IOException {
    Map<String, Object> source = Map.of(
        "mediaType",
        OciSave.DOCKER_FOREIGN,
        "size",
        1234,
        "digest",
        "sha256:" + "5".repeat(64),
        "urls",
        List.of("https://mcr.example/blob"));
    String layer = DockerSave.of(HELLO).v1Id(HELLO, 0) + "/layer.tar";
    ArchiveFixture archive = edited(
            hello(),
            "\"Layers\":",
            "\"LayerSources\":" + Jsons.text(Map.of(HELLO.diffId(0), source)) + ",\"Layers\":")
        .without(layer);
    Workbench.Done done = bench.convert(archive);
    JsonNode sources = done.archive().json("manifest.json").at("/0/LayerSources");
    assertEquals(1234, sources.get(HELLO.diffId(0)).get("size").asInt());
    assertArrayEquals(done.tar(), bench.convert(done.tar()).tar(), "converted again");
  }

  @Test
  void convert_noForeignLayer_writesNoLayerSourcesAndNoParent() throws IOException {
    JsonNode item = bench
        .convert(edited(hello(), "\"Config\":", "\"Parent\":\"sha256:x\",\"Config\":"))
        .archive()
        .json("manifest.json")
        .get(0);
    assertFalse(item.has("LayerSources"));
    assertFalse(item.has("Parent"));
  }

  @Test
  void convert_configNamedByAnotherDigest_warns() throws IOException {
    String wrong = "1".repeat(64) + ".json";
    ArchiveFixture archive = edited(hello(), HELLO.id() + ".json", wrong)
        .without(HELLO.id() + ".json")
        .file(wrong, HELLO.config());
    Workbench.Done done = bench.convert(archive);
    assertEquals(List.of("config-name"), done.warnings());
    assertEquals("sha256:" + HELLO.id(), done.image().id());
    assertTrue(done.report().warnings().get(0).text().contains(wrong));
  }

  @Test
  void convert_configWithoutPlatform_staysAndWarns() throws IOException {
    ImageFixture bare = HELLO.platformJson("");
    Workbench.Done done = bench.convert(DockerSave.of(bare).archive());
    assertEquals("sha256:" + bare.id(), done.image().id());
    assertEquals(List.of("no-platform"), done.warnings());
  }

  @Test
  void convert_keysInAnyCase_areRead() throws IOException {
    ArchiveFixture archive = edited(
        edited(edited(hello(), "\"Config\"", "\"cONFIG\""), "\"RepoTags\"", "\"repotags\""),
        "\"Layers\"",
        "\"LAYERS\"");
    assertArrayEquals(bench.convert(hello()).tar(), bench.convert(archive).tar());
  }

  @Test
  void convert_noLayers_warns() throws IOException {
    ImageFixture empty = ImageFixture.image().tag("empty:1");
    for (String layers : List.of("[]", "null")) {
      ArchiveFixture archive = edited(
          DockerSave.of(empty).archive().without("repositories"),
          "\"Layers\":[]",
          "\"Layers\":" + layers);
      Workbench.Done done = bench.convert(archive);
      assertEquals(List.of("no-layers"), done.warnings());
      assertEquals(List.of(), done.image().layers());
    }
  }

  @Test
  void convert_moreLayersThanDockerTakes_warns() throws IOException {
    ImageFixture image = ImageFixture.image().tag("many:1");
    for (int i = 0; i < 127; i++) {
      image = image.layer("f", "layer " + i);
    }
    assertEquals(List.of(), bench.convert(DockerSave.of(image).archive()).warnings());
    ImageFixture more = image.layer("f", "one more");
    assertEquals(
        List.of("many-layers"), bench.convert(DockerSave.of(more).archive()).warnings());
  }

  @Test
  void convert_filesOfNoImage_areCounted() throws IOException {
    ArchiveFixture archive = hello()
        .folder("__MACOSX/")
        .file("__MACOSX/._manifest.json", "x")
        .file(".DS_Store", "y")
        .file("0".repeat(64) + ".json", "not listed");
    Workbench.Done done = bench.convert(archive);
    assertEquals(3, done.report().skippedFiles());
    assertArrayEquals(bench.convert(hello()).tar(), done.tar());
    assertEquals(0, bench.convert(hello()).report().skippedFiles());
  }

  @Test
  void convert_sameEntryTwice_isFineIfEqual() throws IOException {
    ArchiveFixture archive = hello().file("./manifest.json", hello().content("manifest.json"));
    assertArrayEquals(bench.convert(hello()).tar(), bench.convert(archive).tar());
  }

  @Test
  void convert_zeroByteLayer_staysAZeroByteBlob() throws IOException {
    ImageFixture image = ImageFixture.image().layer(new byte[0]).layer("a", "1").tag("x:1");
    OutputImage out = bench.convert(DockerSave.of(image).archive()).image();
    assertEquals(Hashes.digest(new byte[0]), out.layers().get(0));
  }

  @Test
  void convert_emptyLayers_stayEvenIfTheyWereToBeDropped() throws IOException {
    ImageFixture image =
        ImageFixture.image().layer(LayerTar.empty()).layer("a", "1").tag("x:1");
    Workbench.Done done =
        bench.convert(DockerSave.of(image).archive(), options -> options.dropEmptyLayers(true));
    assertEquals("sha256:" + image.id(), done.image().id());
    assertEquals(2, done.image().layers().size());
  }

  @Test
  void convert_falseDiffIdOfATwin_isFoundOut() throws IOException {
    ImageFixture image = ImageFixture.image().layer("a", "1").layer("a", "1").tag("x:1");
    DockerSave save = DockerSave.of(image).again(Again.COPY);
    String twin = save.v1Id(image, 1) + "/layer.tar";
    LayerliftException fault =
        bench.refuse(ErrorCode.DIFF_ID_MISMATCH, save.archive().with(twin, LayerTar.of("a", "2")));
    assertTrue(fault.getMessage().contains(twin), fault.getMessage());
  }

  @Test
  void convert_jibTar_readsItsLowerCaseKeysOnly() throws IOException {
    ArchiveFixture archive = DialectFixture.JIB.archive(HELLO);
    assertFalse(archive.text("manifest.json").contains("\"Config\""));
    assertEquals(
        List.of("docker.io/library/hello:1.0"),
        bench.convert(archive).archive().repoTags().get(0));
  }

  /** Windows wrote backslashes as separators; a file of exactly that name is still found first. */
  @Test
  void convert_backslashesInPaths_areSeparatorsUnlessAFileIsCalledSo() throws IOException {
    byte[] wanted = bench.convert(hello()).tar();
    ArchiveFixture windows = DockerSave.of(HELLO).backslashes().archive();
    assertArrayEquals(wanted, bench.convert(windows).tar());
    String layer = DockerSave.of(HELLO).v1Id(HELLO, 0) + "/layer.tar";
    ArchiveFixture rooted = edited(hello(), layer, "\\\\" + layer.replace("/", "\\\\"));
    assertArrayEquals(wanted, bench.convert(rooted).tar());
    ArchiveFixture named = edited(hello(), layer, "own\\\\layer.tar")
        .without(layer)
        .file("own\\layer.tar", HELLO.layers().get(0));
    assertEquals(HELLO.diffIds(), bench.convert(named).image().layers());
  }

  @ParameterizedTest
  @CsvSource({
    "DIGEST.json, true",
    "DIGEST, true",
    "sha256:DIGEST, true",
    "sha256:DIGEST.json, true",
    "some/where/DIGEST.json, true",
    "DIGEST.txt, false",
    "DIGEST.json.json, false",
    "config.json, false"
  })
  void convert_nameOfTheConfig_isComparedIfItIsADigest(String name, boolean compared)
      throws IOException {
    String right = name.replace("DIGEST", HELLO.id());
    String wrong = name.replace("DIGEST", "1".repeat(64));
    for (String each : List.of(right, wrong)) {
      ArchiveFixture archive = edited(hello(), HELLO.id() + ".json", each)
          .without(HELLO.id() + ".json")
          .file(each, HELLO.config());
      List<String> wanted = compared && each.equals(wrong) ? List.of("config-name") : List.of();
      assertEquals(wanted, bench.convert(archive).warnings(), each);
    }
  }

  @Test
  void convert_withoutEndMark_isTheSame() throws IOException {
    assertArrayEquals(
        bench.convert(hello()).tar(), bench.convert(hello().withoutEnd()).tar());
  }

  /** Without the end mark, the same bytes may be a truncated archive of Docker 25. */
  @Test
  void convert_indexWithoutOciLayout_isTakenIfItEnds() throws IOException {
    ArchiveFixture archive = OciSave.hybrid(HELLO).archive().without("oci-layout");
    assertEquals(
        "sha256:" + HELLO.id(), bench.convert(archive).image("hello:1.0").id());
    LayerliftException fault = bench.refuse(ErrorCode.TAR_TRUNCATED, archive.withoutEnd());
    assertTrue(fault.getMessage().contains("oci-layout"), fault.getMessage());
  }

  @Test
  void convert_ociLayoutWithoutIndex_isTaken() throws IOException {
    ArchiveFixture archive = OciSave.hybrid(HELLO).archive().without("index.json");
    assertEquals(
        "sha256:" + HELLO.id(), bench.convert(archive).image("hello:1.0").id());
    assertEquals(
        "sha256:" + HELLO.id(),
        bench.convert(archive.withoutEnd()).image("hello:1.0").id());
  }

  /** Files that Docker wrote for its older releases are not stray files, whether read or not. */
  @Test
  void convert_filesForOldReaders_areNotCounted() throws IOException {
    ImageFixture image = ImageFixture.image().layer("a", "1").layer("a", "1").tag("x:1");
    ArchiveFixture linked = DockerSave.of(image).archive();
    assertEquals(0, bench.convert(linked).report().skippedFiles());
    String id = "2".repeat(64);
    ArchiveFixture dangling = linked
        .file(id + "/VERSION", "1.0")
        .file(id + "/json", "{}")
        .symlink(id + "/layer.tar", "../gone/layer.tar");
    Workbench.Done done = bench.convert(dangling);
    assertEquals(0, done.report().skippedFiles());
    assertEquals(image.diffIds(), done.image().layers());
  }
}
