package io.github.layerlift.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.TarBytes;
import io.github.layerlift.fixture.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives with a {@code manifest.json} that are malformed, corrupt or malicious. */
class DockerArchiveRefusalTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final DockerSave SAVE = DockerSave.of(HELLO);
  private static final ArchiveFixture ARCHIVE = SAVE.archive();
  private static final String CONFIG = HELLO.id() + ".json";
  private static final String LAYER = SAVE.v1Id(HELLO, 0) + "/layer.tar";

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static ArchiveFixture manifest(String text) {
    return ARCHIVE.with("manifest.json", text);
  }

  private static ArchiveFixture edited(String from, String to) {
    String text = ARCHIVE.text("manifest.json");
    assertTrue(text.contains(from), text);
    return manifest(text.replace(from, to));
  }

  private void refuse(ErrorCode code, ArchiveFixture archive, String... said) throws IOException {
    String message = bench.refuse(code, archive).getMessage();
    for (String each : said) {
      assertTrue(message.contains(each), message);
    }
  }

  @Test
  void convert_missingConfig_namesIt() throws IOException {
    refuse(ErrorCode.CONFIG_MISSING, ARCHIVE.without(CONFIG), CONFIG, "manifest.json");
    refuse(ErrorCode.CONFIG_MISSING, edited(CONFIG, ""), "$[0]", "manifest.json");
    refuse(ErrorCode.CONFIG_MISSING, edited("\"Config\"", "\"Konfig\""), "$[0]");
  }

  @Test
  void convert_missingLayer_namesIt() throws IOException {
    refuse(ErrorCode.LAYER_MISSING, ARCHIVE.without(LAYER), LAYER, "$[0].Layers[0]");
    refuse(ErrorCode.LAYER_MISSING, edited(LAYER, ""), "$[0].Layers[0]", "manifest.json");
  }

  @Test
  void convert_otherLayerThanItsDiffId_namesBothDigests() throws IOException {
    byte[] other = LayerTar.of("other", "x");
    LayerliftException fault = bench.refuse(ErrorCode.DIFF_ID_MISMATCH, ARCHIVE.with(LAYER, other));
    assertTrue(fault.getMessage().contains(LAYER), fault.getMessage());
    assertTrue(fault.getMessage().contains(HELLO.diffId(0)), fault.getMessage());
  }

  @ParameterizedTest
  @EnumSource(
      value = Packing.class,
      names = {"GZIP", "ZSTD", "XZ"})
  void convert_packedLayerWithOtherContent_isRefused(Packing packing) throws IOException {
    byte[] other = packing.pack(LayerTar.of("other", "x"));
    refuse(ErrorCode.DIFF_ID_MISMATCH, ARCHIVE.with(LAYER, other), LAYER);
  }

  @ParameterizedTest
  @EnumSource(
      value = Packing.class,
      names = {"GZIP", "ZSTD", "XZ", "BZIP2"})
  void convert_corruptPackedLayer_namesIt(Packing packing) throws IOException {
    byte[] packed = packing.pack(LayerTar.random(20_000, 3));
    refuse(
        ErrorCode.COMPRESSION_CORRUPT,
        ARCHIVE.with(LAYER, Arrays.copyOf(packed, packed.length / 2)),
        LAYER);
    packed[packed.length / 2] ^= 0x55;
    ErrorCode code = bench.refuse(bench.input(ARCHIVE.with(LAYER, packed))).code();
    assertTrue(
        code == ErrorCode.COMPRESSION_CORRUPT || code == ErrorCode.DIFF_ID_MISMATCH, code.id());
  }

  @Test
  void convert_garbageAfterAPackedLayer_isRefused() throws IOException {
    byte[] packed = Packing.GZIP.pack(HELLO.layers().get(0));
    byte[] longer = Arrays.copyOf(packed, packed.length + 100);
    Arrays.fill(longer, packed.length, longer.length, (byte) 'x');
    refuse(ErrorCode.COMPRESSION_CORRUPT, ARCHIVE.with(LAYER, longer), LAYER);
  }

  @Test
  void convert_otherNumberOfLayersThanDiffIds_namesBoth() throws IOException {
    refuse(ErrorCode.LAYER_COUNT, edited("\"" + LAYER + "\",", ""), "1 layers", "2 diff IDs");
    refuse(
        ErrorCode.LAYER_COUNT,
        edited("\"" + LAYER + "\",", ("\"" + LAYER + "\",").repeat(2)),
        "3 layers",
        "2 diff IDs");
    refuse(ErrorCode.LAYER_COUNT, edited("\"Layers\"", "\"Lagen\""), "0 layers");
  }

  @Test
  void convert_configWithoutRootfs_isRefused() throws IOException {
    refuse(ErrorCode.CONFIG_INVALID, ARCHIVE.with(CONFIG, "{\"os\":\"linux\"}"), CONFIG, "rootfs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"x\"",
        "{\"rootfs\":[]}",
        "{\"rootfs\":{\"diff_ids\":{}}}",
        "{\"rootfs\":{\"diff_ids\":[1,2]}}",
        "{\"os\":7,\"rootfs\":{\"diff_ids\":[]}}"
      })
  void convert_configOfAnotherShape_isRefused(String config) throws IOException {
    refuse(ErrorCode.JSON_SHAPE, ARCHIVE.with(CONFIG, config), CONFIG, "$");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha256:12",
        "",
        "sha512:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "sha256:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
        "sha256:../../../../etc/passwd0123456789abcdef0123456789abcdef0123456789"
      })
  void convert_badDiffId_isRefused(String digest) throws IOException {
    String config = new String(HELLO.config(), UTF_8).replace(HELLO.diffId(1), digest);
    refuse(ErrorCode.DIGEST_INVALID, ARCHIVE.with(CONFIG, config), "$.rootfs.diff_ids[1]", CONFIG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/../x", "a/../../x", "../../../../etc/passwd"})
  void convert_pathThatLeavesTheArchive_isRefused(String path) throws IOException {
    refuse(ErrorCode.ENTRY_NAME, edited(LAYER, path), path, "leaves the archive");
    refuse(ErrorCode.ENTRY_NAME, edited(CONFIG, path), path, "leaves the archive");
    refuse(ErrorCode.ENTRY_NAME, ARCHIVE.file(path, "evil"), path, "leaves the archive");
  }

  @Test
  void convert_backslashPathThatLeavesTheArchive_isRefused() throws IOException {
    LayerliftException fault = bench.refuse(bench.input(edited(LAYER, "..\\\\..\\\\x")));
    assertTrue(
        fault.code() == ErrorCode.ENTRY_NAME || fault.code() == ErrorCode.LAYER_MISSING,
        fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../etc/passwd", "../../../../../../etc/passwd"})
  void convert_linkThatLeavesTheArchive_isRefused(String target) throws IOException {
    refuse(
        ErrorCode.LINK_LEAVES,
        ARCHIVE.with(new ArchiveFixture.Entry(LAYER, '2', new byte[0], target)),
        LAYER,
        target);
  }

  @Test
  void convert_hardLinkThatLeavesTheArchive_isRefused() throws IOException {
    refuse(
        ErrorCode.LINK_LEAVES,
        ARCHIVE.with(new ArchiveFixture.Entry(LAYER, '1', new byte[0], "../etc/passwd")),
        LAYER);
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2'})
  void convert_linkLoop_isRefused(char type) throws IOException {
    String up = type == '2' ? "../" : "";
    ArchiveFixture self =
        ARCHIVE.with(new ArchiveFixture.Entry(LAYER, type, new byte[0], up + LAYER));
    refuse(ErrorCode.LINK_LOOP, self, LAYER);
    ArchiveFixture two = ARCHIVE
        .with(new ArchiveFixture.Entry(LAYER, type, new byte[0], up + "a/b"))
        .plus(new ArchiveFixture.Entry("a/b", type, new byte[0], up + LAYER));
    refuse(ErrorCode.LINK_LOOP, two, LAYER);
  }

  @Test
  void convert_folderThatIsALinkIntoItself_isRefused() throws IOException {
    ArchiveFixture archive = edited(LAYER, "loop/x").symlink("loop", "loop/deeper");
    refuse(ErrorCode.LINK_LOOP, archive, "loop/x");
  }

  @Test
  void convert_linkToNothing_isAMissingLayer() throws IOException {
    ArchiveFixture archive =
        ARCHIVE.with(new ArchiveFixture.Entry(LAYER, '2', new byte[0], "../absent/layer.tar"));
    refuse(ErrorCode.LAYER_MISSING, archive, LAYER);
  }

  @Test
  void convert_linkToAFolder_isAMissingLayer() throws IOException {
    String other = SAVE.v1Id(HELLO, 1);
    ArchiveFixture archive =
        ARCHIVE.with(new ArchiveFixture.Entry(LAYER, '2', new byte[0], "../" + other));
    refuse(ErrorCode.LAYER_MISSING, archive, LAYER);
  }

  @Test
  void convert_layerThatIsADevice_isAMissingLayer() throws IOException {
    for (char type : new char[] {'3', '4', '6'}) {
      ArchiveFixture archive = ARCHIVE.with(new ArchiveFixture.Entry(LAYER, type, new byte[0], ""));
      refuse(ErrorCode.LAYER_MISSING, archive, LAYER);
    }
  }

  @Test
  void convert_manifestThatIsALinkToNothing_saysSo() throws IOException {
    ArchiveFixture archive =
        ARCHIVE.with(new ArchiveFixture.Entry("manifest.json", '2', new byte[0], "absent"));
    refuse(ErrorCode.CONFIG_MISSING, archive, "manifest.json", "link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "7", "\"x\"", "{\"images\":[]}", "[null]", "[[]]", "[7]"})
  void convert_manifestOfAnotherShape_isRefused(String text) throws IOException {
    refuse(ErrorCode.JSON_SHAPE, manifest(text), "manifest.json", "$");
  }

  @Test
  void convert_emptyManifest_holdsNoImage() throws IOException {
    refuse(ErrorCode.NO_IMAGES, manifest("[]"), "manifest.json");
  }

  @Test
  void convert_itemOfAnotherShape_namesThePath() throws IOException {
    refuse(ErrorCode.JSON_SHAPE, edited("[\"hello:1.0\"]", "\"hello:1.0\""), "$[0].RepoTags");
    refuse(ErrorCode.JSON_SHAPE, edited("\"" + CONFIG + "\"", "7"), "$[0].Config");
    refuse(ErrorCode.JSON_SHAPE, edited("\"hello:1.0\"", "null"), "$[0].RepoTags[0]");
  }

  @Test
  void convert_twoDifferentManifests_isRefused() throws IOException {
    for (String twin : new String[] {"manifest.json", "./manifest.json", "x/../manifest.json"}) {
      refuse(ErrorCode.ENTRY_TWICE, ARCHIVE.file(twin, "[]"), "manifest.json");
    }
  }

  @Test
  void convert_fileAndFolderOfOneName_isRefused() throws IOException {
    refuse(ErrorCode.ENTRY_TWICE, ARCHIVE.folder("manifest.json/"), "manifest.json");
  }

  @Test
  void convert_layerThatIsAConfig_isRefused() throws IOException {
    ImageFixture odd = ImageFixture.image().layer(HELLO.config()).tag("odd:1");
    ArchiveFixture archive = DialectFixture.BAZEL_PLAIN.archive(HELLO, odd);
    refuse(ErrorCode.BLOB_COLLISION, archive, "sha256:" + HELLO.id());
  }

  @Test
  void convert_controlCharactersInNames_areEscaped() throws IOException {
    String evil = "x\\u001b[2J\\u0007\\u202eevil\\nnext";
    String message = bench.refuse(ErrorCode.LAYER_MISSING, edited(LAYER, evil)).getMessage();
    assertFalse(message.contains("\u001b") || message.contains("\n"), "raw control characters");
    assertTrue(message.contains("\\u001b[2J\\u0007\\u202eevil"), message);
  }

  @Test
  void convert_veryLongName_isShortened() throws IOException {
    String message = bench
        .refuse(ErrorCode.LAYER_MISSING, edited(LAYER, "x".repeat(100_000)))
        .getMessage();
    assertTrue(message.length() < 1000, message.length() + " characters");
  }

  @Test
  void convert_corruptHeader_givesItsOffset() throws IOException {
    byte[] tar = ARCHIVE.bytes();
    int second = 512;
    tar[second] ^= 1;
    LayerliftException fault = bench.refuse(ErrorCode.TAR_HEADER, tar);
    assertEquals(second, fault.offset().orElseThrow());
  }

  @Test
  void convert_sizePastTheEnd_isRefused() throws IOException {
    byte[] header = TarBytes.header("huge", '0', 1L << 32, "");
    byte[] tar = ARCHIVE.withoutEnd().bytes();
    byte[] all = Arrays.copyOf(tar, tar.length + 512 + 1024);
    System.arraycopy(header, 0, all, tar.length, 512);
    LayerliftException fault = bench.refuse(ErrorCode.TAR_TRUNCATED, all);
    assertTrue(fault.getMessage().contains("huge"), fault.getMessage());
  }

  @Test
  void convert_oneZeroBlockBetweenEntries_isRefused() throws IOException {
    byte[] tar = ARCHIVE.bytes();
    byte[] all = Arrays.copyOf(new byte[0], tar.length + 512);
    System.arraycopy(tar, 0, all, 0, 512);
    System.arraycopy(tar, 512, all, 1024, tar.length - 512);
    bench.refuse(ErrorCode.TAR_HEADER, all);
  }

  @Test
  void convert_manifestWithTwoItemsAndOneBroken_isRefusedWhole() throws IOException {
    String text = ARCHIVE.text("manifest.json").trim();
    String broken = text.substring(0, text.length() - 1)
        + ",{\"Config\":\"absent.json\",\"RepoTags\":null,\"Layers\":[]}]";
    refuse(ErrorCode.CONFIG_MISSING, manifest(broken), "absent.json");
  }

  @Test
  void convert_whatIsNoObjectOrList_isNamedInTheMessage() throws IOException {
    refuse(ErrorCode.JSON_SHAPE, ARCHIVE.with(CONFIG, "[]"), "an image config, an object");
    refuse(ErrorCode.JSON_SHAPE, manifest("{}"), "the array of images");
  }

  @Test
  void convert_missingFile_hintsAtTheEndMark() throws IOException {
    for (String file : new String[] {CONFIG, LAYER}) {
      ErrorCode code = file.equals(CONFIG) ? ErrorCode.CONFIG_MISSING : ErrorCode.LAYER_MISSING;
      ArchiveFixture archive = ARCHIVE.without(file);
      assertEquals(
          "the archive is incomplete; save the image again",
          bench.refuse(code, archive).hint().orElseThrow());
      assertEquals(
          "the archive has no end mark, so it is probably truncated; get it again",
          bench.refuse(code, archive.withoutEnd()).hint().orElseThrow());
    }
  }

  @Test
  void convert_absentLayerWithoutUrls_isMissing() throws IOException {
    String source =
        "\"mediaType\":\"" + OciSave.LAYER + "\",\"size\":1,\"digest\":\"" + HELLO.diffId(0) + "\"";
    for (String urls : new String[] {"", ",\"urls\":[]"}) {
      String sources = "\"LayerSources\":{\"" + HELLO.diffId(0) + "\":{" + source + urls + "}},";
      refuse(
          ErrorCode.LAYER_MISSING,
          edited("\"Layers\":", sources + "\"Layers\":").without(LAYER),
          LAYER);
    }
  }
}
