package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives from before Docker 1.10. */
class V1ConversionTest {
  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static String diffId(String name, String content) {
    return Hashes.digest(LayerTar.of(name, content));
  }

  @Test
  void convert_chain_hasItsLayersBaseFirst() throws IOException {
    V1Save save = V1Save.v1().layer("a", "1").layer("b", "2").layer("c", "3").tag("app:1.0");
    OutputImage image = bench.convert(save.archive()).image("app:1.0");
    assertEquals(List.of(diffId("a", "1"), diffId("b", "2"), diffId("c", "3")), image.diffIds());
    assertEquals(image.diffIds(), image.layers());
    JsonNode history = image.configJson().get("history");
    assertEquals(3, history.size());
    assertEquals("/bin/sh -c #(nop) step 0", history.at("/0/created_by").asText());
    assertFalse(history.at("/0").has("empty_layer"));
    for (String gone : List.of("id", "parent", "Size")) {
      assertFalse(image.configJson().has(gone), gone);
    }
  }

  @Test
  void convert_parentAfterChild_isTheSame() throws IOException {
    ArchiveFixture archive = V1Save.v1()
        .layer("a", "1")
        .layer("b", "2")
        .layer("c", "3")
        .tag("app:1.0")
        .archive();
    assertArrayEquals(
        bench.convert(archive).tar(), bench.convert(archive.reversed()).tar());
  }

  @Test
  void convert_sharedChain_storesItOnce() throws IOException {
    V1Save save = V1Save.v1().layer("base", "0").tag("base:1");
    String base = save.id();
    save.layer("a", "1").tag("a:1").on(base).layer("b", "2").tag("b:1").tag("b:2");
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(List.of(diffId("base", "0")), done.image("base:1").diffIds());
    assertEquals(
        List.of(diffId("base", "0"), diffId("a", "1")), done.image("a:1").diffIds());
    assertEquals(done.image("b:1").id(), done.image("b:2").id());
    assertEquals(3, done.report().images().size());
    assertEquals(3 + 3 + 3, done.archive().blobs().size());
  }

  @Test
  void convert_withoutRepositories_takesLeavesUntagged() throws IOException {
    V1Save save = V1Save.v1().layer("base", "0");
    String base = save.id();
    save.layer("a", "1").on(base).layer("b", "2").withoutRepositories();
    Workbench.Done done = bench.convert(save.archive());
    Set<List<String>> found =
        done.images().stream().map(OutputImage::diffIds).collect(Collectors.toSet());
    assertEquals(
        Set.of(
            List.of(diffId("base", "0"), diffId("a", "1")),
            List.of(diffId("base", "0"), diffId("b", "2"))),
        found);
    assertNull(done.archive().repoTags().get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"app\":{}}", "{\"app\":null}"})
  void convert_repositoriesWithoutTags_takesLeavesUntagged(String repositories) throws IOException {
    ArchiveFixture archive = V1Save.hello("x:1").archive().with("repositories", repositories);
    Workbench.Done done = bench.convert(archive);
    assertEquals(1, done.images().size());
    assertNull(done.archive().repoTags().get(0));
  }

  @Test
  void convert_taggedAndUntaggedLeaf_takesBoth() throws IOException {
    V1Save save = V1Save.v1().layer("base", "0");
    String base = save.id();
    save.layer("a", "1").tag("a:1").on(base).layer("b", "2");
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(2, done.images().size());
    assertEquals(List.of(diffId("base", "0"), diffId("b", "2")), done.image("").diffIds());
  }

  @Test
  void convert_equalImagesUnderOtherIds_areOne() throws IOException {
    V1Save save = V1Save.v1().layer("a", "1").tag("one:1").on("").salt("x").layer("a", "1");
    save.field("container_config", Map.of("Cmd", List.of("/bin/sh", "-c", "#(nop) step 0")))
        .tag("two:1");
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(1, done.report().images().size());
    assertEquals(
        List.of(List.of("docker.io/library/one:1", "docker.io/library/two:1")),
        done.archive().repoTags());
  }

  @Test
  void convert_otherIds_givesTheSameBytes() throws IOException {
    ArchiveFixture one = V1Save.v1().layer("a", "1").layer("b", "2").tag("x:1").archive();
    ArchiveFixture other =
        V1Save.v1().salt("z").layer("a", "1").layer("b", "2").tag("x:1").archive();
    assertArrayEquals(bench.convert(one).tar(), bench.convert(other).tar());
  }

  @Test
  void convert_fiveThousandLayers_needsNoDeepStack() throws IOException {
    V1Save save = V1Save.v1();
    for (int i = 0; i < 5_000; i++) {
      save.layer("f", "layer " + i);
    }
    Path archive = bench.input(save.tag("deep:1").archive());
    Workbench.Done done =
        assertTimeout(Duration.ofSeconds(60), () -> bench.convert(archive, Workbench.usual()));
    assertEquals(5_000, done.image().layers().size());
    assertEquals(List.of("many-layers"), done.warnings());
    assertTrue(done.report().warnings().get(0).text().contains("5000 layers"));
  }

  @Test
  void convert_noPlatform_addsOneAndWarns() throws IOException {
    V1Save save = V1Save.hello("old:1").withoutField("os").withoutField("architecture");
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(List.of("platform-added"), done.warnings());
    assertEquals("linux", done.image().configJson().get("os").asText());
    assertEquals("amd64", done.image().configJson().get("architecture").asText());
    assertEquals("linux/amd64", done.report().images().get(0).platform());
  }

  @Test
  void convert_noPlatform_addsTheOneAskedFor() throws IOException {
    V1Save save = V1Save.hello("old:1").withoutField("os").withoutField("architecture");
    Workbench.Done done =
        bench.convert(save.archive(), options -> options.platform("linux/arm/v6"));
    assertEquals("arm", done.image().configJson().get("architecture").asText());
    assertEquals("v6", done.image().configJson().get("variant").asText());
  }

  @Test
  void convert_platformThatIsThere_isNotReplaced() throws IOException {
    Workbench.Done done = bench.convert(
        V1Save.hello("old:1").archive(), options -> options.platform("windows/arm64"));
    assertEquals("linux/amd64", done.report().images().get(0).platform());
    assertEquals(List.of(), done.warnings());
  }

  @Test
  void convert_zeroByteLayer_staysAndWarns() throws IOException {
    V1Save save = V1Save.v1().layer(new byte[0]).layer("a", "1").tag("x:1");
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(List.of("zero-byte-layer"), done.warnings());
    assertEquals(Hashes.digest(new byte[0]), done.image().layers().get(0));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "XZ", "BZIP2", "GZIP_MEMBERS"})
  void convert_onePackedLayer_hasTheSameImageId(Packing packing) throws IOException {
    byte[] top = LayerTar.of("b", "2");
    OutputImage plain = bench
        .convert(
            V1Save.v1().layer("a", "1").layer(top).field("Size", 0).tag("x:1").archive())
        .image();
    OutputImage packed = bench
        .convert(V1Save.v1()
            .layer("a", "1")
            .layer(packing.pack(top))
            .field("Size", 0)
            .tag("x:1")
            .archive())
        .image();
    assertEquals(plain.id(), packed.id());
    assertEquals(plain.layers(), packed.layers());
  }

  @Test
  void convert_allLayersGzip_keepsThem() throws IOException {
    byte[] one = Packing.GZIP.pack(LayerTar.of("a", "1"));
    byte[] two = Packing.GZIP.pack(LayerTar.of("b", "2"));
    OutputImage image =
        bench.convert(V1Save.v1().layer(one).layer(two).tag("x:1").archive()).image();
    assertEquals(List.of(Hashes.digest(one), Hashes.digest(two)), image.layers());
    assertEquals(List.of(diffId("a", "1"), diffId("b", "2")), image.diffIds());
    assertEquals(List.of(OciSave.LAYER + "+gzip", OciSave.LAYER + "+gzip"), image.mediaTypes());
  }

  /** Only unpacking shows that these are one image, so it must come before the plan. */
  @Test
  void convert_oneImagePackedInTwoWays_isOneImage() throws IOException {
    byte[] layer = LayerTar.of("a", "1");
    V1Save save = V1Save.v1()
        .layer(Packing.GZIP.pack(layer))
        .field("Size", 0)
        .field("container_config", null)
        .tag("x:1")
        .on("")
        .layer(Packing.ZSTD.pack(layer))
        .field("Size", 0)
        .field("container_config", null)
        .tag("x:2")
        .on("")
        .layer(LayerTar.of("b", "2"))
        .tag("y:1");
    List<List<String>> tags = bench.convert(save.archive()).report().images().stream()
        .map(ConversionReport.Image::tags)
        .toList();
    assertEquals(
        List.of(
            List.of("docker.io/library/x:1", "docker.io/library/x:2"),
            List.of("docker.io/library/y:1")),
        tags);
  }

  @Test
  void convert_dropEmptyLayers_makesHistoryOfThem() throws IOException {
    V1Save save = V1Save.v1()
        .layer("a", "1")
        .layer(LayerTar.empty())
        .layer(new byte[10_240])
        .layer("b", "2")
        .tag("x:1");
    Workbench.Done done = bench.convert(save.archive(), options -> options.dropEmptyLayers(true));
    assertEquals(List.of("empty-layers-dropped"), done.warnings());
    assertEquals(List.of(diffId("a", "1"), diffId("b", "2")), done.image().diffIds());
    JsonNode history = done.image().configJson().get("history");
    assertEquals(4, history.size());
    assertFalse(history.at("/0").has("empty_layer"));
    assertTrue(history.at("/1/empty_layer").asBoolean());
    assertTrue(history.at("/2/empty_layer").asBoolean());
    assertEquals(4, bench.convert(save.archive()).image().layers().size());
  }

  @Test
  void convert_idInJsonThatIsNotTheFolder_countsForNothing() throws IOException {
    ArchiveFixture right = V1Save.hello("x:1").archive();
    ArchiveFixture wrong = V1Save.hello("x:1").field("id", "0".repeat(64)).archive();
    assertArrayEquals(bench.convert(right).tar(), bench.convert(wrong).tar());
  }

  @Test
  void convert_layerThatIsALink_isFollowed() throws IOException {
    V1Save save = V1Save.v1().layer("a", "1").layer("a", "1").tag("x:1");
    List<String> ids = save.ids();
    ArchiveFixture archive = save.archive()
        .with(new ArchiveFixture.Entry(
            ids.get(1) + "/layer.tar", '2', new byte[0], "../" + ids.get(0) + "/layer.tar"));
    assertArrayEquals(
        bench.convert(save.archive()).tar(), bench.convert(archive).tar());
  }

  @Test
  void convert_dropEmptyLayers_countsThem() throws IOException {
    V1Save save = V1Save.v1()
        .layer(LayerTar.empty())
        .layer("a", "1")
        .layer(LayerTar.empty())
        .tag("x:1");
    Workbench.Done done = bench.convert(save.archive(), options -> options.dropEmptyLayers(true));
    String text = done.report().warnings().get(0).text();
    assertTrue(text.startsWith("2 empty layers became history"), text);
  }

  @Test
  void convert_dropEmptyLayers_keepsLargerAndPackedOnes() throws IOException {
    V1Save save = V1Save.v1()
        .layer(new byte[10_241])
        .layer(new byte[20_480])
        .layer(Packing.GZIP.pack(LayerTar.empty()))
        .layer("a", "1")
        .tag("x:1");
    Workbench.Done done = bench.convert(save.archive(), options -> options.dropEmptyLayers(true));
    assertEquals(List.of("layer-zeros"), done.warnings());
    assertEquals(4, done.image().layers().size());
  }

  /** As Go omits an empty list. */
  @Test
  void convert_dropAllLayers_leavesNoDiffIds() throws IOException {
    V1Save save = V1Save.v1().layer(LayerTar.empty()).tag("x:1");
    Workbench.Done done = bench.convert(save.archive(), options -> options.dropEmptyLayers(true));
    assertEquals(
        "{\"type\":\"layers\"}", done.image().configJson().get("rootfs").toString());
    assertEquals(List.of(), done.image().layers());
  }
}
