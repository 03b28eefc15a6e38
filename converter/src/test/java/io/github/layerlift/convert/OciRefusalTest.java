package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OCI layouts that are malformed, corrupt or malicious. */
class OciRefusalTest {
  private static final ImageFixture APP = ImageFixture.hello("app:1.0");
  private static final ArchiveFixture ARCHIVE = OciSave.of(Packing.PLAIN, APP).archive();
  private static final String LAYER = "blobs/sha256/" + Hashes.hex(APP.layers().get(0));
  private static final String CONFIG = "blobs/sha256/" + APP.id();

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private void refuse(ErrorCode code, ArchiveFixture archive, String... said) throws IOException {
    String message = bench.refuse(code, archive).getMessage();
    for (String each : said) {
      assertTrue(message.contains(each), message);
    }
  }

  private static String manifestFile() {
    return "blobs/sha256/"
        + Jsons.read(ARCHIVE.content("index.json"))
            .at("/manifests/0/digest")
            .asText()
            .substring(7);
  }

  @Test
  void convert_missingBlob_namesIt() throws IOException {
    refuse(
        ErrorCode.BLOB_MISSING, ARCHIVE.without(LAYER), Hashes.hex(APP.layers().get(0)));
    refuse(ErrorCode.BLOB_MISSING, ARCHIVE.without(CONFIG), APP.id());
    refuse(ErrorCode.BLOB_MISSING, ARCHIVE.without(manifestFile()), "index.json", "manifests[0]");
  }

  @Test
  void convert_blobOfOtherBytes_isRefused() throws IOException {
    byte[] layer = ARCHIVE.content(LAYER);
    layer[600] ^= 1;
    refuse(ErrorCode.DIFF_ID_MISMATCH, ARCHIVE.with(LAYER, layer), LAYER);
    byte[] config = ARCHIVE.content(CONFIG);
    config[0] = '\n';
    refuse(ErrorCode.BLOB_MISMATCH, ARCHIVE.with(CONFIG, config), CONFIG);
    byte[] manifest = ARCHIVE.content(manifestFile());
    manifest[manifest.length - 1] = ' ';
    refuse(ErrorCode.BLOB_MISMATCH, ARCHIVE.with(manifestFile(), manifest), manifestFile());
  }

  @Test
  void convert_blobOfAnotherSize_isRefused() throws IOException {
    byte[] longer = LayerTar.random(5000, 1);
    refuse(ErrorCode.BLOB_MISMATCH, ARCHIVE.with(LAYER, longer), LAYER, "" + longer.length);
    refuse(ErrorCode.BLOB_MISMATCH, ARCHIVE.with(CONFIG, "{}"), CONFIG, "2 bytes");
  }

  @Test
  void convert_rightDigestButWrongSizeInTheDescriptor_isRefused() throws IOException {
    String index = ARCHIVE.text("index.json").replaceAll("\"size\":[0-9]+", "\"size\":7");
    refuse(ErrorCode.BLOB_MISMATCH, ARCHIVE.with("index.json", index), "7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "\"7\"", "null", "99999999999999999999"})
  void convert_sizeThatIsNone_isRefused(String size) throws IOException {
    String index = ARCHIVE.text("index.json").replaceAll("\"size\":[0-9]+", "\"size\":" + size);
    refuse(ErrorCode.JSON_SHAPE, ARCHIVE.with("index.json", index), "index.json", "size");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sha512:" + "ab", "sha256:../../../etc/passwd", "", "sha256:", "md5:0123"})
  void convert_digestOfAnotherKind_isRefused(String digest) throws IOException {
    String index = ARCHIVE
        .text("index.json")
        .replaceAll("\"digest\":\"[^\"]*\"", "\"digest\":\"" + digest + "\"");
    refuse(
        ErrorCode.DIGEST_INVALID,
        ARCHIVE.with("index.json", index),
        "index.json",
        "$.manifests[0].digest");
  }

  @Test
  void convert_sha512Digest_isRefused() throws IOException {
    String digest = "sha512:" + "0123456789abcdef".repeat(8);
    String index = ARCHIVE
        .text("index.json")
        .replaceAll("\"digest\":\"[^\"]*\"", "\"digest\":\"" + digest + "\"");
    refuse(ErrorCode.DIGEST_INVALID, ARCHIVE.with("index.json", index), "sha512");
  }

  @Test
  void convert_documentThatIsManifestAndIndex_isRefused() throws IOException {
    for (String type : List.of(OciSave.MANIFEST, OciSave.INDEX)) {
      OciSave save = new OciSave();
      Map<String, @Nullable Object> both = save.blob(
          type,
          Jsons.bytes(Jsons.object(
              "schemaVersion",
              2,
              "config",
              save.blob(OciSave.CONFIG, APP.config()),
              "layers",
              List.of(),
              "manifests",
              List.of())));
      refuse(ErrorCode.JSON_SHAPE, save.list(both, "app:1").archive(), "blobs/sha256/");
    }
  }

  @Test
  void convert_documentOfAnotherTypeThanItsDescriptor_isRefused() throws IOException {
    String index = ARCHIVE
        .text("index.json")
        .replace("\"mediaType\":\"" + OciSave.MANIFEST, "\"mediaType\":\"" + OciSave.INDEX);
    refuse(ErrorCode.JSON_SHAPE, ARCHIVE.with("index.json", index), manifestFile());
  }

  @Test
  void convert_indexesNestedTooDeep_isRefused() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> node = save.nested(APP, 8);
    bench.convert(save.list(node, "app:1.0").archive());
    ArchiveFixture nine = save.list(save.index(node), "deep:1").archive();
    refuse(ErrorCode.JSON_TOO_DEEP, nine, "nested deeper than 8");
  }

  @Test
  void convert_indexOfTooManyManifests_isRefused() throws IOException {
    OciSave save = new OciSave();
    Object[] manifests = new Object[9_999];
    Arrays.fill(manifests, save.image(APP, Packing.PLAIN));
    ArchiveFixture more = save.list(save.index(save.index(manifests)), "deep:1").archive();
    refuse(ErrorCode.TOO_MANY_ENTRIES, more, "more than 10000 manifests");
  }

  @Test
  void convert_indexThatFansOut_isRefusedOrDoneInTime() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> node = save.image(APP, Packing.PLAIN);
    for (int i = 0; i < 7; i++) {
      Object[] many = new Object[12];
      Arrays.fill(many, node);
      node = save.index(many);
    }
    Path archive = bench.input(save.list(node, "bomb:1").archive());
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
      try {
        Converter.convert(
            new Input.OfPath(archive),
            new Output.TarFile(bench.output(), false),
            ConvertOptions.builder().build());
      } catch (LayerliftException e) {
        assertTrue(e.getMessage().length() > 10);
      }
    });
  }

  @Test
  void convert_otherNumberOfLayersThanDiffIds_isRefused() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.manifest(
        save.blob(OciSave.CONFIG, APP.config()),
        List.of(save.blob(OciSave.LAYER, APP.layers().get(0))));
    refuse(ErrorCode.LAYER_COUNT, save.list(manifest, "app:1").archive(), "1 layers", "2 diff IDs");
  }

  @Test
  void convert_layersInAnotherOrderThanDiffIds_isRefused() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.manifest(
        save.blob(OciSave.CONFIG, APP.config()),
        List.of(
            save.blob(OciSave.LAYER, APP.layers().get(1)),
            save.blob(OciSave.LAYER, APP.layers().get(0))));
    refuse(ErrorCode.DIFF_ID_MISMATCH, save.list(manifest, "app:1").archive());
  }

  @Test
  void convert_layerPackedOtherwiseThanItsTypeSays_isRefusedOrWarns() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.manifest(
        save.blob(OciSave.CONFIG, APP.config()),
        List.of(
            save.blob(OciSave.LAYER, Packing.GZIP.pack(APP.layers().get(0))),
            save.blob(OciSave.LAYER, APP.layers().get(1))));
    Path archive = bench.input(save.list(manifest, "app:1").archive());
    try {
      ConversionReport report = Converter.convert(
          new Input.OfPath(archive),
          new Output.TarFile(bench.output(), false),
          ConvertOptions.builder().build());
      assertFalse(report.warnings().isEmpty(), "the false media type passed in silence");
    } catch (LayerliftException e) {
      assertTrue(e.getMessage().contains(OciSave.LAYER), e.getMessage());
    }
  }

  @Test
  void convert_packedBlobOfOtherBytesButTheSameContent_isRefused() throws IOException {
    ArchiveFixture packed = OciSave.of(Packing.GZIP, APP).archive();
    String name = "blobs/sha256/" + Hashes.hex(Packing.GZIP.pack(APP.layers().get(0)));
    byte[] other = packed.content(name);
    other[4] ^= 1; // the time in gzip's header
    refuse(ErrorCode.BLOB_MISMATCH, packed.with(name, other), name);
  }

  @Test
  void convert_unknownMediaType_isRefused() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> odd =
        save.blob("application/x-something", Jsons.bytes(Map.of("schemaVersion", 2)));
    refuse(ErrorCode.UNSUPPORTED_MEDIA_TYPE, save.list(odd, "app:1").archive(), "x-something");
  }

  @Test
  void convert_otherLayoutVersion_isRefused() throws IOException {
    ArchiveFixture archive = ARCHIVE.with("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}");
    refuse(ErrorCode.UNSUPPORTED_MEDIA_TYPE, archive, "2.0.0", "oci-layout");
  }

  @Test
  void convert_emptyIndex_holdsNoImage() throws IOException {
    refuse(ErrorCode.NO_IMAGES, new OciSave().archive(), "index.json");
    for (int depth = 1; depth < 3; depth++) {
      OciSave save = new OciSave();
      Map<String, @Nullable Object> node = save.index();
      for (int i = 1; i < depth; i++) {
        node = save.index(node, node);
      }
      refuse(ErrorCode.NO_IMAGES, save.list(node, "app:1").archive(), "index.json");
    }
  }

  @Test
  void convert_indexWithoutAnyOfItsManifests_holdsNoImage() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> index = save.index(new OciSave().image(APP, Packing.PLAIN));
    refuse(
        ErrorCode.NO_IMAGES,
        save.list(index, "app:1").archive(),
        "none of the manifests of an index ($.manifests[0]) is in the archive");
  }

  @Test
  void convert_manifestJsonThatNamesAnotherImageSo_isRefused() throws IOException {
    ImageFixture other = APP.command("/other");
    OciSave save = OciSave.hybrid(APP);
    save.image(other, Packing.PLAIN);
    refuse(ErrorCode.TAG_CONFLICT, save.docker(other).archive(), "docker.io/library/app:1.0");
  }

  /** Docker 25.0.0 wrote three things wrong; for all others, manifest.json is no way out. */
  @Test
  void convert_otherFaultBesideManifestJson_isRefused() throws IOException {
    ArchiveFixture hybrid = OciSave.hybrid(APP).archive();
    refuse(ErrorCode.BLOB_MISSING, hybrid.without(manifestFile()), "manifests[0]");
  }

  @Test
  void convert_manifestWithoutAConfig_isRefusedBelowAnIndexToo() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.blob(
        OciSave.MANIFEST,
        Jsons.bytes(Jsons.object(
            "schemaVersion",
            2,
            "layers",
            List.of(save.blob(OciSave.LAYER, APP.layers().get(0))))));
    Map<String, @Nullable Object> index = save.index(save.image(APP, Packing.PLAIN), manifest);
    refuse(ErrorCode.JSON_SHAPE, save.list(index, "app:1").archive(), "has no config");
    refuse(ErrorCode.JSON_SHAPE, save.list(manifest, "more:1").archive(), "has no config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"layers", "config"})
  void convert_indexWithAFieldOfAManifest_isRefused(String field) throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> image = save.image(APP, Packing.PLAIN);
    Map<String, @Nullable Object> both = save.blob(
        OciSave.INDEX,
        Jsons.bytes(
            Jsons.object("schemaVersion", 2, "manifests", List.of(image), field, List.of())));
    refuse(
        ErrorCode.JSON_SHAPE,
        save.list(both, "app:1").archive(),
        "not clearly of the type",
        OciSave.INDEX);
  }

  @Test
  void convert_manifestThatSaysThatItIsOfAnotherType_isRefused() throws IOException {
    OciSave save = new OciSave();
    byte[] manifest = ARCHIVE.content(manifestFile());
    Map<String, @Nullable Object> other =
        save.blob("application/vnd.docker.distribution.manifest.v2+json", manifest);
    refuse(ErrorCode.JSON_SHAPE, save.list(other, "app:1").archive(), "not clearly of the type");
  }

  /** Missing manifests count too. */
  @Test
  void convert_mostManifests_areNotTooMany() throws IOException {
    OciSave save = new OciSave();
    Object[] manifests = new Object[9_999];
    Arrays.fill(manifests, OciSave.descriptor(OciSave.MANIFEST, new byte[] {1}));
    manifests[0] = save.image(APP, Packing.PLAIN);
    save.list(save.index(manifests), "app:1");
    bench.convert(save.archive());
    save.list(save.image(APP, Packing.PLAIN), "more:1");
    refuse(ErrorCode.TOO_MANY_ENTRIES, save.archive(), "more than 10000 manifests");
  }
}
