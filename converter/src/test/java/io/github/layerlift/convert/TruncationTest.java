package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.layerlift.Converter;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ConversionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A truncated archive produces the same images as the whole one, or a fault: never other images. */
class TruncationTest {
  private static final ImageFixture APP = ImageFixture.hello("app:1.0").tag("app:2.0");
  private static final ImageFixture WEB =
      ImageFixture.image().layer("hello", "hello, world").layer("web", "w").tag("web:1.0");
  private static final ImageFixture BARE = WEB.untagged().command("/bare");

  private static final String NO_END = "no-end-mark";

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  static Stream<Arguments> archives() {
    return Stream.of(docker(), dialects(), oci(), v1()).flatMap(each -> each);
  }

  private static Stream<Arguments> docker() {
    ArchiveFixture docker = DockerSave.of(APP, WEB, BARE).archive();
    return Stream.of(
        Arguments.of("docker", docker),
        Arguments.of("docker, its names before its layers", docker.reversed()),
        Arguments.of("docker, repositories before manifest.json", last(docker, "manifest.json")),
        Arguments.of(
            "docker, repositories and then configs",
            last(
                docker,
                "repositories",
                APP.id() + ".json",
                WEB.id() + ".json",
                BARE.id() + ".json",
                "manifest.json")),
        Arguments.of("docker, repacked 1", docker.shuffled(1)),
        Arguments.of("docker, repacked 2", docker.shuffled(2)),
        Arguments.of("docker, repacked 3", docker.shuffled(3)));
  }

  private static Stream<Arguments> dialects() {
    return Stream.of(
        Arguments.of("skopeo", DialectFixture.SKOPEO.archive(APP, WEB)),
        Arguments.of(
            "skopeo, repositories before manifest.json",
            last(DialectFixture.SKOPEO.archive(APP, WEB), "manifest.json")),
        Arguments.of("nix", DialectFixture.NIX.archive(APP, WEB)),
        Arguments.of("crane", DialectFixture.CRANE.archive(APP, WEB)),
        Arguments.of("buildx", DialectFixture.BUILDX.archive(APP, WEB)));
  }

  private static Stream<Arguments> oci() {
    OciSave lost = OciSave.hybrid(APP);
    lost.image(BARE, Packing.PLAIN);
    lost.docker(BARE);
    OciSave platforms = new OciSave();
    var index =
        platforms.index(platforms.image(APP, Packing.PLAIN), platforms.image(WEB, Packing.PLAIN));
    return Stream.of(
        Arguments.of("docker 25", OciSave.hybrid(APP, WEB, BARE).archive()),
        Arguments.of(
            "docker 25, oci-layout first",
            OciSave.hybrid(APP, WEB, BARE).archive().reversed()),
        Arguments.of(
            "containerd, two platforms",
            platforms
                .list(index, "app:1.0")
                .docker(APP.untagged().tag("app:1.0"))
                .archive()),
        Arguments.of("docker 25, manifest.json last", last(lost.archive(), "manifest.json")));
  }

  private static Stream<Arguments> v1() {
    V1Save v1 = V1Save.v1().layer("base", "0").tag("base:1");
    String base = v1.id();
    ArchiveFixture old = v1.layer("a", "1").tag("a:1").on(base).layer("b", "2").archive();
    return Stream.of(
        Arguments.of("v1", old),
        Arguments.of("v1, repositories first", old.reversed()),
        Arguments.of(
            "v1, repositories first, untagged last",
            last(old.reversed(), v1.id() + "/layer.tar", v1.id() + "/json")),
        Arguments.of("v1, repacked", old.shuffled(5)),
        Arguments.of("v1, no repositories", old.without("repositories")));
  }

  /** With the given files at the end. */
  private static ArchiveFixture last(ArchiveFixture archive, String... names) {
    ArchiveFixture moved = archive;
    for (String name : names) {
      moved = moved.without(name).file(name, archive.content(name));
    }
    return moved;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void convert_cutAtAnyBlock_givesTheSameImagesOrNone(String name, ArchiveFixture archive)
      throws IOException {
    byte[] whole = archive.bytes();
    Map<String, String> wanted = images(whole);
    int good = 0;
    for (int length = 0; length < whole.length; length += 512) {
      try {
        Map<String, String> found = images(Arrays.copyOf(whole, length));
        // an OCI index may be all there ever was: then a warning must do
        if (found.remove(NO_END) == null || !name.endsWith("manifest.json last")) {
          assertEquals(wanted, found, "cut to " + length + " of " + whole.length + " bytes");
        }
        good++;
      } catch (LayerliftException e) {
        assertTrue(e.getMessage().length() > 10, "a fault without words");
      }
    }
    assertTrue(good <= 7, good + " prefixes gave the whole: more than lack an end only");
    bench.assertNothingLeft();
  }

  /** As if space was reserved, but the download never finished. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void convert_zerosFromAnyBlockOn_givesTheSameImagesOrSaysSo(String name, ArchiveFixture archive)
      throws IOException {
    byte[] whole = archive.bytes();
    Map<String, String> wanted = images(whole);
    for (int length = 512; length < whole.length; length += 512) {
      byte[] filled = Arrays.copyOf(Arrays.copyOf(whole, length), length + 20_000);
      try {
        Workbench.Done done = bench.convert(filled);
        if (done.warnings().isEmpty()) {
          assertEquals(wanted, images(filled), "zeros from " + length + " of " + whole.length);
        }
      } catch (LayerliftException e) {
        assertTrue(e.getMessage().length() > 10, "a fault without words");
      }
    }
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource(names = {"DOCKER", "V1", "DOCKER_25"})
  void convert_cutWithinABlock_givesTheSameImagesOrNone(DialectFixture dialect) throws IOException {
    byte[] whole = dialect.archive(APP).bytes();
    Map<String, String> wanted = images(whole);
    for (int length = 100; length < whole.length; length += 512) {
      try {
        Map<String, String> found = images(Arrays.copyOf(whole, length));
        found.remove(NO_END);
        assertEquals(wanted, found, length + " bytes");
      } catch (LayerliftException e) {
        assertTrue(e.getMessage().length() > 10, "a fault without words");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Packing.class,
      names = {"PLAIN"},
      mode = EnumSource.Mode.EXCLUDE)
  void convert_packedAndCut_isCorruptOrTheSame(Packing packing) throws IOException {
    byte[] whole = packing.pack(DockerSave.of(APP).archive().bytes());
    Map<String, String> wanted = images(whole);
    for (int length = 1; length < whole.length; length += 37) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        assertEquals(wanted, images(cut), length + " of " + whole.length + " bytes");
        fail("cut to " + length + " bytes, and nobody said so");
      } catch (LayerliftException e) {
        assertTrue(
            e.code() == ErrorCode.COMPRESSION_CORRUPT
                || e.code() == ErrorCode.NOT_AN_ARCHIVE
                || e.code() == ErrorCode.EMPTY_INPUT
                || (packing == Packing.GZIP_MEMBERS && e.code() == ErrorCode.TAR_TRUNCATED)
                || (packing == Packing.ZSTD_FRAMES && e.code() == ErrorCode.TAR_TRUNCATED),
            length + ": " + e.code() + ": " + e.getMessage());
      }
    }
    bench.assertNothingLeft();
  }

  @Test
  void convert_layersAreMissingAndTheEndToo_saysThatItWasCut() throws IOException {
    ArchiveFixture whole = DockerSave.of(APP).archive();
    ArchiveFixture cut = ArchiveFixture.empty()
        .file("manifest.json", whole.content("manifest.json"))
        .file(APP.id() + ".json", APP.config())
        .withoutEnd();
    LayerliftException fault = bench.refuse(ErrorCode.LAYER_MISSING, cut);
    assertTrue(fault.hint().orElseThrow().contains("truncated"), fault.hint().toString());
  }

  @Test
  void convert_cutWithinALayer_saysHowMuchIsThere() throws IOException {
    byte[] whole = DockerSave.of(APP).archive().bytes();
    LayerliftException fault = bench.refuse(ErrorCode.TAR_TRUNCATED, Arrays.copyOf(whole, 512 * 7));
    assertTrue(fault.getMessage().contains("layer.tar"), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("truncated"));
  }

  /** Image IDs by name, all IDs, and whether a missing end was reported. */
  private Map<String, String> images(byte[] archive) throws IOException {
    ConversionReport report = Converter.convert(
        new Input.OfPath(bench.input(archive)),
        new Output.TarStream("memory", Channels.newChannel(new ByteArrayOutputStream())),
        Workbench.options(options ->
            options.reading(ReadOptions.builder().tempFolder(bench.outputs()).build())));
    Map<String, String> images = new TreeMap<>();
    for (ConversionReport.Image image : report.images()) {
      image.tags().forEach(tag -> images.merge(tag, image.id(), (one, two) -> one + two));
      images.put(image.id(), "there");
    }
    if (report.warnings().stream().anyMatch(warning -> warning.code().id().equals(NO_END))) {
      images.put(NO_END, "warned");
    }
    return images;
  }

  @Test
  void convert_v1WithoutEndMark_isTakenIfItSaysThatItIsOld() throws IOException {
    ArchiveFixture old = V1Save.hello("x:1").archive();
    assertEquals(images(old.bytes()), images(old.withoutEnd().bytes()));
  }

  static Stream<Arguments> doubtful() {
    V1Save hello = V1Save.hello("x:1");
    ArchiveFixture old = hello.archive();
    String base = hello.ids().get(0);
    return Stream.of(
        Arguments.of("repositories is not last", last(old, base + "/VERSION")),
        Arguments.of("no tags", old.with("repositories", "{}")),
        Arguments.of("no repositories", old.without("repositories")),
        Arguments.of(
            "no version", V1Save.hello("x:1").withoutField("docker_version").archive()),
        Arguments.of(
            "Docker 1.10", V1Save.hello("x:1").field("docker_version", "1.10.0").archive()),
        Arguments.of("one of two is of Docker 1.10", twoVersions("1.10.3", "1.9.1")),
        Arguments.of("the other one is of Docker 1.10", twoVersions("1.9.1", "1.10.3")));
  }

  private static ArchiveFixture twoVersions(String one, String other) {
    return V1Save.v1()
        .layer("a", "1")
        .field("docker_version", one)
        .tag("a:1")
        .on("")
        .layer("b", "2")
        .field("docker_version", other)
        .tag("b:1")
        .archive();
  }

  /** It may be a later archive that was truncated before its manifest.json. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("doubtful")
  void convert_v1WithoutEndMark_isRefusedElse(String why, ArchiveFixture archive)
      throws IOException {
    images(archive.bytes());
    LayerliftException fault = bench.refuse(ErrorCode.TAR_TRUNCATED, archive.withoutEnd());
    assertTrue(fault.hint().orElseThrow().contains("truncate -s +1024"), why);
  }

  @Test
  void convert_layoutWithoutEndMark_warnsUnlessManifestJsonIsThere() throws IOException {
    ArchiveFixture alone = OciSave.of(Packing.PLAIN, APP).archive();
    assertEquals(List.of(), bench.convert(alone).warnings());
    assertEquals(List.of(NO_END), bench.convert(alone.withoutEnd()).warnings());
    ArchiveFixture hybrid = OciSave.hybrid(APP).archive().withoutEnd();
    assertEquals(List.of(), bench.convert(hybrid).warnings());
  }
}
