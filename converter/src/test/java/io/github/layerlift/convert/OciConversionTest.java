package io.github.layerlift.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.Converter;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are already OCI. */
class OciConversionTest {
  private static final ImageFixture AMD = ImageFixture.hello("app:1.0");
  private static final ImageFixture ARM =
      AMD.platformJson("\"os\": \"linux\", \"architecture\": \"arm64\", \"variant\": \"v8\"");

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static String digest(Map<String, @Nullable Object> descriptor) {
    return String.valueOf(descriptor.get("digest"));
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "GZIP", "ZSTD"})
  void convert_manifest_keepsItsDigestAndLayers(Packing packing) throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(AMD, packing);
    OutputImage image = bench.convert(save.list(manifest, "app:1.0").archive()).image("app:1.0");
    assertEquals(digest(manifest), image.manifestDigest());
    assertEquals("sha256:" + AMD.id(), image.id());
    assertEquals(
        AMD.layers().stream().map(layer -> Hashes.digest(packing.pack(layer))).toList(),
        image.layers());
  }

  @Test
  void convert_mixedLayers_keepsTheManifest() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.manifest(
        save.blob(OciSave.CONFIG, AMD.config()),
        List.of(
            save.blob(OciSave.LAYER + "+gzip", Packing.GZIP.pack(AMD.layers().get(0))),
            save.blob(OciSave.LAYER, AMD.layers().get(1))));
    OutputImage image = bench.convert(save.list(manifest, "app:1.0").archive()).image();
    assertEquals(digest(manifest), image.manifestDigest());
  }

  @Test
  void convert_nestedIndexOfTwoPlatforms_keepsBothAndListsTheUsualOne() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> index =
        save.index(save.image(ARM, Packing.PLAIN), save.image(AMD, Packing.PLAIN));
    Workbench.Done done = bench.convert(save.list(index, "app:1.0").archive());
    assertEquals(
        digest(index),
        done.archive().json("index.json").at("/manifests/0/digest").asText());
    assertEquals(
        List.of("linux/arm64/v8", "linux/amd64"),
        done.report().images().stream().map(ConversionReport.Image::platform).toList());
    JsonNode docker = done.archive().json("manifest.json");
    assertEquals(1, docker.size());
    assertEquals("blobs/sha256/" + AMD.id(), docker.at("/0/Config").asText());
  }

  @Test
  void convert_missingPlatform_isTakenOffTheIndex() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> gone = new OciSave().image(ARM, Packing.GZIP);
    Map<String, @Nullable Object> index = save.index(gone, save.image(AMD, Packing.PLAIN));
    Workbench.Done done = bench.convert(save.list(index, "app:1.0").archive());
    assertEquals(List.of("platforms-missing"), done.warnings());
    assertEquals("sha256:" + AMD.id(), done.image().id());
  }

  /** The index above has to refer to the pruned one by its new digest; all tests check soundness. */
  @Test
  void convert_missingPlatformDeepInside_isTakenOffAllTheWayUp() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> gone = new OciSave().image(ARM, Packing.GZIP);
    Map<String, @Nullable Object> inner = save.index(gone, save.image(AMD, Packing.PLAIN));
    Workbench.Done done = bench.convert(save.list(save.index(inner), "app:1.0").archive());
    assertEquals(List.of("platforms-missing"), done.warnings());
    assertEquals("sha256:" + AMD.id(), done.image().id());
    assertEquals(done.image().id(), bench.convert(done.tar()).image().id());
  }

  @Test
  void convert_childIndexWithoutAnything_isTakenOffTheIndex() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> gone = new OciSave().image(ARM, Packing.GZIP);
    Map<String, @Nullable Object> index =
        save.index(save.index(gone), save.image(AMD, Packing.PLAIN));
    Workbench.Done done = bench.convert(save.list(index, "app:1.0").archive());
    assertEquals(List.of("platforms-missing"), done.warnings());
    String outer = done.archive().json("index.json").at("/manifests/0/digest").asText();
    assertEquals(1, Jsons.read(done.archive().blob(outer)).get("manifests").size());
    assertEquals("sha256:" + AMD.id(), done.image().id());
  }

  /** What Docker 25.0.0 wrote beside a correct manifest.json. */
  @Test
  void convert_manifestWithItsLayersSwapped_takesManifestJson() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.manifest(
        save.blob(OciSave.CONFIG, AMD.config()),
        List.of(
            save.blob(OciSave.LAYER, AMD.layers().get(1)),
            save.blob(OciSave.LAYER, AMD.layers().get(0))));
    Workbench.Done done =
        bench.convert(save.list(manifest, "app:1.0").docker(AMD).archive());
    assertEquals(List.of("index-wrong", "not-in-index"), done.warnings());
    assertEquals("sha256:" + AMD.id(), done.image("app:1.0").id());
  }

  @Test
  void convert_layerWithoutMediaType_isReportedAndStays() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.manifest(
        save.blob(OciSave.CONFIG, AMD.config()),
        AMD.layers().stream()
            .<Object>map(layer -> save.blob(OciSave.LAYER + "+bzip2", Packing.BZIP2.pack(layer)))
            .toList());
    ArchiveFixture archive = save.list(manifest, "app:1.0").archive();
    for (String compress : List.of("", "zstd")) {
      ConversionReport report = Converter.convert(
          Workbench.stream(archive.bytes()),
          new Output.TarFile(bench.output(), true),
          ConvertOptions.builder()
              .compress(compress.isEmpty() ? null : compress)
              .build());
      assertEquals(digest(manifest), report.images().get(0).manifestDigest());
    }
  }

  @Test
  void convert_nameByDigest_isNoTag() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(AMD, Packing.PLAIN);
    String name = "docker.io/library/app@" + digest(manifest);
    ConversionReport report = Converter.convert(
        Workbench.stream(save.list(manifest, name).archive().bytes()),
        new Output.TarFile(bench.output(), false),
        ConvertOptions.builder().build());
    assertEquals("digest-name", report.warnings().get(0).code().id());
    assertEquals(List.of(), report.images().get(0).tags());
  }

  @Test
  void convert_platformWithoutItsLayers_isTakenOffTheIndex() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> arm = save.image(ARM.layer("only", "on arm"), Packing.PLAIN);
    Map<String, @Nullable Object> index = save.index(save.image(AMD, Packing.PLAIN), arm);
    ArchiveFixture archive = save.list(index, "app:1.0").archive();
    String layer =
        "blobs/sha256/" + Hashes.hex(ARM.layer("only", "on arm").layers().get(2));
    Workbench.Done done = bench.convert(archive.without(layer));
    assertEquals(List.of("platforms-missing"), done.warnings());
    assertEquals("sha256:" + AMD.id(), done.image().id());
  }

  @Test
  void convert_attestation_isCarriedOnUnopened() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> image = save.image(AMD, Packing.GZIP);
    Map<String, @Nullable Object> attestation = save.attestation(image);
    Workbench.Done done =
        bench.convert(save.list(save.index(image, attestation), "app:1.0").archive());
    assertTrue(
        done.archive().blobs().contains("blobs/sha256/" + digest(attestation).substring(7)));
    assertEquals(1, done.report().images().size());
    assertEquals(1, done.archive().json("manifest.json").size());
  }

  /** Any layer of another type makes it an artifact, whose config may be anything. */
  @Test
  void convert_artifactWhoseConfigIsNoJson_isCarriedOn() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> config = save.blob(OciSave.CONFIG, new byte[] {-1, 0, '{'});
    Map<String, @Nullable Object> artifact =
        save.manifest(config, List.of(save.blob("application/x-own", "own".getBytes(UTF_8))));
    Workbench.Done done =
        bench.convert(save.list(save.index(save.image(AMD, Packing.PLAIN), artifact), "app:1.0")
            .archive());
    assertEquals("sha256:" + AMD.id(), done.image().id());
    assertTrue(done.archive().blobs().contains("blobs/sha256/" + digest(config).substring(7)));
  }

  @Test
  void convert_foreignLayerThatIsAbsent_keepsTheManifest() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> foreign = OciSave.descriptor(
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", "x".getBytes(UTF_8));
    foreign.put("urls", List.of("https://mcr.example/x"));
    Map<String, @Nullable Object> manifest = save.manifest(
        save.blob(OciSave.CONFIG, AMD.config()),
        List.of(foreign, save.blob(OciSave.LAYER, AMD.layers().get(1))));
    Workbench.Done done = bench.convert(save.list(manifest, "app:1.0").archive());
    assertEquals(digest(manifest), done.image().manifestDigest());
    assertEquals(1, done.archive().json("manifest.json").at("/0/LayerSources").size());
  }

  @Test
  void convert_untaggedImageOnlyInManifestJson_isAddedToTheIndex() throws IOException {
    OciSave save = OciSave.hybrid(AMD);
    ImageFixture lost = ARM.untagged();
    save.image(lost, Packing.PLAIN);
    save.docker(lost);
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(List.of("not-in-index"), done.warnings());
    assertEquals("sha256:" + lost.id(), done.image("").id());
    assertEquals("sha256:" + AMD.id(), done.image("app:1.0").id());
  }

  @Test
  void convert_tagOnlyInManifestJson_isAdded() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(AMD, Packing.PLAIN);
    Workbench.Done done =
        bench.convert(save.list(manifest, "app:1.0").docker(AMD.tag("more:2")).archive());
    assertEquals(
        List.of("docker.io/library/app:1.0", "docker.io/library/more:2"),
        done.report().images().get(0).tags());
  }

  @Test
  void convert_refNameThatIsAFullName_isTaken() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(AMD, Packing.PLAIN);
    save.list(manifest, Jsons.object("org.opencontainers.image.ref.name", "quay.io/team/app:1"));
    Workbench.Done done = bench.convert(save.archive());
    assertEquals("sha256:" + AMD.id(), done.image("quay.io/team/app:1").id());
  }

  @Test
  void convert_refNameThatIsATagOnly_staysAndWarns() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(AMD, Packing.PLAIN);
    save.list(manifest, Jsons.object("org.opencontainers.image.ref.name", "latest"));
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(List.of("tag-without-name"), done.warnings());
    assertEquals("", done.image().name());
    assertEquals(
        "latest",
        done.archive()
            .json("index.json")
            .at("/manifests/0/annotations/org.opencontainers.image.ref.name")
            .asText());
  }

  @Test
  void convert_ownAnnotations_stay() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(AMD, Packing.PLAIN);
    save.list(
        manifest,
        Jsons.object("io.containerd.image.name", "docker.io/library/app:1.0", "org.x", "mine"));
    JsonNode annotations =
        bench.convert(save.archive()).archive().json("index.json").at("/manifests/0/annotations");
    assertEquals("mine", annotations.get("org.x").asText());
    assertEquals(3, annotations.size());
  }

  @Test
  void convert_platformOfAnIndexDescriptor_isLeftOut() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(AMD, Packing.PLAIN);
    manifest.put("platform", Jsons.object("architecture", "amd64", "os", "linux"));
    Workbench.Done done = bench.convert(save.list(manifest, "app:1.0").archive());
    assertFalse(done.archive().json("index.json").at("/manifests/0").has("platform"));
  }

  @Test
  void convert_unreferencedBlob_isLeftOut() throws IOException {
    OciSave save = OciSave.hybrid(AMD);
    save.blob("text/plain", Jsons.bytes(Map.of("id", "v1")));
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(1, done.report().skippedFiles());
    assertEquals(4, done.archive().blobs().size());
  }

  @Test
  void convert_dockersOwnTypes_stay() throws IOException {
    OciSave save = new OciSave();
    Object config = save.blob("application/vnd.docker.container.image.v1+json", AMD.config());
    Object layers = AMD.layers().stream()
        .map(layer -> save.blob(
            "application/vnd.docker.image.rootfs.diff.tar.gzip", Packing.GZIP.pack(layer)))
        .toList();
    String type = "application/vnd.docker.distribution.manifest.v2+json";
    Map<String, @Nullable Object> manifest = save.blob(
        type,
        Jsons.bytes(Jsons.object(
            "schemaVersion", 2, "mediaType", type, "config", config, "layers", layers)));
    ArchiveFixture archive = save.list(manifest, "app:1.0").archive();
    ConversionReport report = Converter.convert(
        new Input.OfPath(bench.input(archive)),
        new Output.Folder(bench.outputs().resolve("layout")),
        ConvertOptions.builder().build());
    assertEquals("sha256:" + AMD.id(), report.images().get(0).id());
    assertEquals(digest(manifest), report.images().get(0).manifestDigest());
  }

  /** What Docker 25.0.0 wrote wrong, beside a correct manifest.json. */
  @Test
  void convert_manifestWithoutItsLayersOrOfAnotherSize_takesManifestJson() throws IOException {
    OciSave layerless = new OciSave();
    Map<String, @Nullable Object> none =
        layerless.manifest(layerless.blob(OciSave.CONFIG, AMD.config()), List.of());
    AMD.layers().forEach(layer -> layerless.blob(OciSave.LAYER, layer));
    OciSave sized = new OciSave();
    Map<String, @Nullable Object> wrong = sized.image(AMD, Packing.PLAIN);
    wrong.put("size", 7);
    for (OciSave save : List.of(layerless.list(none, "app:1.0"), sized.list(wrong, "app:1.0"))) {
      Workbench.Done done = bench.convert(save.docker(AMD).archive());
      assertEquals(List.of("index-wrong", "not-in-index"), done.warnings());
      assertEquals("sha256:" + AMD.id(), done.image("app:1.0").id());
    }
  }

  @Test
  void convert_platformWithoutItsConfig_isTakenOffTheIndex() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> index =
        save.index(save.image(AMD, Packing.PLAIN), save.image(ARM, Packing.PLAIN));
    ArchiveFixture archive = save.list(index, "app:1.0").archive();
    Workbench.Done done = bench.convert(archive.without("blobs/sha256/" + ARM.id()));
    assertEquals(List.of("platforms-missing"), done.warnings());
    assertTrue(done.report().warnings().get(0).text().startsWith("1 of 2 manifests of the index"));
    assertEquals("sha256:" + AMD.id(), done.image().id());
  }

  /** Only what isn't anywhere else is missing. */
  @Test
  void convert_platformWhoseLayersAreElsewhere_stays() throws IOException {
    byte[] base = AMD.layers().get(0);
    Map<String, @Nullable Object> foreign = OciSave.descriptor(OciSave.LAYER, base);
    foreign.put("urls", List.of("https://mcr.example/x"));
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.manifest(
        save.blob(OciSave.CONFIG, AMD.config()),
        List.of(foreign, save.blob(OciSave.LAYER, AMD.layers().get(1))));
    Map<String, @Nullable Object> index = save.index(manifest);
    Workbench.Done done = bench.convert(save.list(index, "app:1.0").archive());
    assertEquals(List.of("blob-elsewhere"), done.warnings());
    assertEquals(digest(manifest), done.image().manifestDigest());
    assertFalse(done.archive().has("blobs/sha256/" + Hashes.hex(base)));
    assertArrayEquals(done.tar(), bench.convert(done.tar()).tar(), "converted again");
  }

  /** Its type says enough, and the output has to be read in the same way. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void convert_foreignLayerWithoutUrls_isTakenAndTakenAgain(boolean nested) throws IOException {
    Map<String, @Nullable Object> foreign = OciSave.descriptor(
        "application/vnd.oci.image.layer.nondistributable.v1.tar", AMD.layers().get(0));
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.manifest(
        save.blob(OciSave.CONFIG, AMD.config()),
        List.of(foreign, save.blob(OciSave.LAYER, AMD.layers().get(1))));
    save.list(nested ? save.index(manifest) : manifest, "app:1.0");
    Path once = bench.output();
    Path twice = bench.output();
    for (Path[] each : new Path[][] {{bench.input(save.archive()), once}, {once, twice}}) {
      ConversionReport report = Converter.convert(
          new Input.OfPath(each[0]),
          new Output.TarFile(each[1], false),
          ConvertOptions.builder().build());
      assertEquals("blob-elsewhere", report.warnings().get(0).code().id());
      assertEquals(digest(manifest), report.images().get(0).manifestDigest());
    }
    assertArrayEquals(Files.readAllBytes(once), Files.readAllBytes(twice));
  }

  @Test
  void convert_foreignLayerThatIsThere_isCarriedOn() throws IOException {
    byte[] base = AMD.layers().get(0);
    OciSave save = new OciSave();
    Map<String, @Nullable Object> foreign =
        save.blob("application/vnd.oci.image.layer.nondistributable.v1.tar", base);
    foreign.put("urls", List.of("https://mcr.example/x"));
    Map<String, @Nullable Object> manifest = save.manifest(
        save.blob(OciSave.CONFIG, AMD.config()),
        List.of(foreign, save.blob(OciSave.LAYER, AMD.layers().get(1))));
    Workbench.Done done = bench.convert(save.list(manifest, "app:1.0").archive());
    assertEquals(digest(manifest), done.image().manifestDigest());
    assertTrue(done.archive().has("blobs/sha256/" + Hashes.hex(base)));
  }

  /** A rewrite would take the spaces out, and give it another digest. */
  @Test
  void convert_indexOfWhatIsThere_keepsItsBytes() throws IOException {
    OciSave save = new OciSave();
    String text = Jsons.text(Jsons.object(
        "schemaVersion",
        2,
        "mediaType",
        OciSave.INDEX,
        "manifests",
        List.of(save.image(AMD, Packing.PLAIN), save.image(ARM, Packing.PLAIN))));
    Map<String, @Nullable Object> index =
        save.blob(OciSave.INDEX, text.replace(",", " , ").getBytes(UTF_8));
    Workbench.Done done = bench.convert(save.list(index, "app:1.0").archive());
    assertEquals(
        digest(index),
        done.archive().json("index.json").at("/manifests/0/digest").asText());
  }

  @Test
  void convert_emptyIndexInAnIndex_stays() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> index = save.index(save.image(AMD, Packing.PLAIN), save.index());
    Workbench.Done done = bench.convert(save.list(index, "app:1.0").archive());
    assertEquals(List.of(), done.warnings());
    assertEquals(
        digest(index),
        done.archive().json("index.json").at("/manifests/0/digest").asText());
  }

  /** Layers alone don't make an image. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void convert_manifestWithAConfigOfItsOwnType_isNoImage(boolean layers) throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> config =
        save.blob("application/vnd.oci.empty.v1+json", "{}".getBytes(UTF_8));
    Map<String, @Nullable Object> artifact = save.manifest(
        config, layers ? List.of(save.blob(OciSave.LAYER, "no tar".getBytes(UTF_8))) : List.of());
    Map<String, @Nullable Object> index = save.index(save.image(AMD, Packing.PLAIN), artifact);
    Workbench.Done done = bench.convert(save.list(index, "app:1.0").archive());
    assertEquals("sha256:" + AMD.id(), done.report().images().get(0).id());
    assertEquals(1, done.report().images().size());
    assertTrue(done.archive().has("blobs/sha256/" + digest(config).substring(7)));
  }

  @Test
  void convert_manifestWithoutATypeOfItsOwn_isWhatItsDescriptorSays() throws IOException {
    OciSave save = new OciSave();
    Object layers =
        AMD.layers().stream().map(layer -> save.blob(OciSave.LAYER, layer)).toList();
    Map<String, @Nullable Object> manifest = save.blob(
        OciSave.MANIFEST,
        Jsons.bytes(Jsons.object(
            "schemaVersion",
            2,
            "config",
            save.blob(OciSave.CONFIG, AMD.config()),
            "layers",
            layers)));
    Workbench.Done done = bench.convert(save.list(manifest, "app:1.0").archive());
    assertEquals(digest(manifest), done.image().manifestDigest());
  }

  @Test
  void convert_bothAnnotations_theFullNameCounts() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(AMD, Packing.PLAIN);
    save.list(
        manifest,
        Jsons.object(
            "io.containerd.image.name",
            "docker.io/library/app:1.0",
            "org.opencontainers.image.ref.name",
            "quay.io/other/name:2"));
    assertEquals(
        List.of("docker.io/library/app:1.0"),
        bench.convert(save.archive()).report().images().get(0).tags());
  }

  @ParameterizedTest
  @CsvSource({
    "team/app, docker.io/team/app:latest",
    "app:1, docker.io/library/app:1",
    "quay.io/team/app:1, quay.io/team/app:1"
  })
  void convert_refNameWithASlashOrAColon_isAName(String given, String full) throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(AMD, Packing.PLAIN);
    save.list(manifest, Jsons.object("org.opencontainers.image.ref.name", given));
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(List.of(full), done.report().images().get(0).tags());
    assertEquals(List.of(), done.warnings());
  }

  @Test
  void convert_untagged_warnsOfNothing() throws IOException {
    OciSave save = new OciSave();
    Workbench.Done done =
        bench.convert(save.list(save.image(AMD, Packing.PLAIN)).archive());
    assertEquals(List.of(), done.warnings());
    assertEquals("", done.image().name());
  }
}
