package io.github.layerlift.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Inspector;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.InspectionReport;
import io.github.layerlift.report.InspectionReport.Unchecked;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InspectorTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");

  @TempDir
  private Path folder;

  private static InspectionReport inspect(Input input) throws LayerliftException {
    return Inspector.inspect(input, ReadOptions.builder().build());
  }

  private InspectionReport inspect(byte[] archive) throws IOException {
    return inspect(new Input.OfPath(Files.write(folder.resolve("archive.tar"), archive)));
  }

  private InspectionReport inspect(ArchiveFixture archive) throws IOException {
    return inspect(archive.bytes());
  }

  private InspectionReport.Image only(ArchiveFixture archive) throws IOException {
    InspectionReport inspection = inspect(archive);
    assertEquals(1, inspection.images().size());
    return inspection.images().get(0);
  }

  @ParameterizedTest
  @EnumSource
  void inspect_anyDialect_tellsImages(DialectFixture dialect) throws IOException {
    InspectionReport inspection = inspect(dialect.archive(HELLO));
    assertEquals(dialect.id(), inspection.dialect());
    assertEquals("none", inspection.compression());
    assertEquals(1, inspection.images().size());
    InspectionReport.Image image = inspection.images().get(0);
    assertEquals(List.of("docker.io/library/hello:1.0"), image.tags());
    assertEquals("linux/amd64", image.platform());
    assertEquals(2, image.layers().size());
    assertEquals(dialect.hasConfigs() ? "sha256:" + HELLO.id() : "", image.id());
    assertEquals(
        dialect.hasConfigs() ? HELLO.diffIds() : List.of("", ""),
        image.layers().stream().map(InspectionReport.Layer::diffId).toList());
    assertEquals(
        List.of(0, 1),
        image.history().stream().map(InspectionReport.Step::layer).toList());
    assertEquals(
        image.layers().stream().mapToLong(InspectionReport.Layer::size).sum(), image.size());
  }

  @Test
  void inspect_layerMissing_tellsWhichImageIsLostAndWhy() throws IOException {
    ImageFixture other = ImageFixture.image().layer("o", "o").tag("other:1");
    DockerSave save = DockerSave.of(HELLO, other);
    String layer = save.v1Id(HELLO, 0) + "/layer.tar";
    InspectionReport inspection = inspect(save.archive().without(layer));
    assertEquals(
        List.of("sha256:" + other.id()),
        inspection.images().stream().map(InspectionReport.Image::id).toList());
    InspectionReport.Broken broken = inspection.broken().orElseThrow();
    assertEquals(ErrorCode.LAYER_MISSING, broken.fault().code());
    InspectionReport.Lost lost = broken.lost().get(0);
    assertEquals(List.of("hello:1.0"), lost.tags());
    assertEquals("sha256:" + HELLO.id(), lost.id());
    assertTrue(lost.reason().contains(layer), lost.reason());
  }

  @Test
  void inspect_nothingReadable_fails() {
    byte[] cut = Arrays.copyOf(DockerSave.of(HELLO).archive().bytes(), 700);
    LayerliftException fault = assertThrows(LayerliftException.class, () -> inspect(cut));
    assertEquals(ErrorCode.TAR_TRUNCATED, fault.code());
  }

  @Test
  void inspect_dockerArchive_tellsConfigAndLayers() throws IOException {
    DockerSave save = DockerSave.of(HELLO);
    InspectionReport inspection = inspect(save.archive());
    InspectionReport.Image image = inspection.images().get(0);
    assertEquals("2016-02-04T12:00:00.120Z", image.created());
    assertEquals("", image.v1Id() + image.manifestDigest());
    InspectionReport.Layer top = image.layers().get(1);
    assertEquals(save.v1Id(HELLO, 1) + "/layer.tar", top.file());
    assertEquals(List.of(save.v1Id(HELLO, 1)), top.v1Ids());
    assertEquals("none", top.compression());
    assertEquals("", top.mediaType() + top.digest());
    assertEquals("step 1", image.history().get(1).createdBy());
    assertEquals(List.of(Unchecked.DIFF_IDS), inspection.unchecked());
    assertEquals(List.of(), inspection.index());
    assertEquals(save.archive().bytes().length, inspection.inputBytes());
  }

  @Test
  void inspect_v1_leavesTheImageIdOpen() throws IOException {
    V1Save save = V1Save.hello("old:1").field("author", "Ada");
    InspectionReport inspection = inspect(save.archive());
    InspectionReport.Image image = inspection.images().get(0);
    assertEquals("", image.id());
    assertEquals(save.id(), image.v1Id());
    assertEquals("Ada", image.author());
    assertEquals("2014-10-01T20:46:08.914288461Z", image.created());
    assertEquals("Docker 1.9.1", image.builder().orElseThrow().name());
    assertEquals("/bin/sh -c #(nop) step 0", image.history().get(0).createdBy());
    assertEquals(List.of(Unchecked.IMAGE_IDS), inspection.unchecked());
  }

  @Test
  void inspect_oci_tellsDigestsAndMediaTypes() throws IOException {
    InspectionReport inspection = inspect(OciSave.of(Packing.GZIP, HELLO).archive());
    InspectionReport.Image image = inspection.images().get(0);
    InspectionReport.Layer layer = image.layers().get(0);
    assertEquals(Hashes.digest(Packing.GZIP.pack(HELLO.layers().get(0))), layer.digest());
    assertEquals(OciSave.LAYER + "+gzip", layer.mediaType());
    assertEquals("gzip", layer.compression());
    assertEquals(inspection.index().get(0).digest(), image.manifestDigest());
    assertEquals(List.of(Unchecked.LAYER_DIGESTS, Unchecked.DIFF_IDS), inspection.unchecked());
  }

  @Test
  void inspect_imageListedForEachName_isOneImage() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> image = save.image(HELLO, Packing.GZIP);
    save.list(image, "hello:1.0").list(image, "hello:latest").list(image, "hello:1.0");
    InspectionReport inspection = inspect(save.archive());
    assertEquals(3, inspection.index().size());
    assertEquals(1, inspection.images().size());
    assertEquals(
        List.of("docker.io/library/hello:1.0", "docker.io/library/hello:latest"),
        inspection.images().get(0).tags());
  }

  @Test
  void inspect_indexesNestedAsDeepAsMayBe_listsTheImageBelow() throws IOException {
    OciSave save = new OciSave();
    save.list(save.nested(HELLO, 8), "deep:1");
    List<InspectionReport.Listed> listed = inspect(save.archive()).index();
    for (int i = 0; i < 8; i++) {
      assertEquals("index", listed.get(0).kind());
      listed = listed.get(0).children();
    }
    assertEquals("image", listed.get(0).kind());
  }

  @Test
  void inspect_nestedIndex_listsAttestationsAndWhatIsMissing() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> image = save.image(HELLO, Packing.GZIP);
    image.put("platform", Jsons.object("architecture", "amd64", "os", "linux"));
    Map<String, @Nullable Object> absent =
        OciSave.descriptor(OciSave.MANIFEST, "absent".getBytes(UTF_8));
    absent.put("platform", Jsons.object("architecture", "arm64", "os", "linux", "variant", "v8"));
    save.list(save.index(image, save.attestation(image), absent), "hello:1.0");
    InspectionReport inspection = inspect(save.archive());
    assertEquals(1, inspection.index().size());
    InspectionReport.Listed index = inspection.index().get(0);
    assertEquals("index", index.kind());
    assertEquals("docker.io/library/hello:1.0", index.name());
    assertEquals(
        List.of("image", "attestation", "unknown"),
        index.children().stream().map(InspectionReport.Listed::kind).toList());
    assertEquals(
        List.of(true, true, false),
        index.children().stream().map(InspectionReport.Listed::present).toList());
    assertEquals("linux/arm64/v8", index.children().get(2).platform());
    assertEquals(
        List.of("docker.io/library/hello:1.0"), inspection.images().get(0).tags());
    assertEquals(
        List.of("platforms-missing"),
        inspection.warnings().stream().map(Warning::code).map(Warning.Code::id).toList());
  }

  @Test
  void inspect_emptyHistoryItems_makeNoLayer() throws IOException {
    String config = new String(HELLO.config(), UTF_8)
        .replace(
            "{\"created_by\": \"step 1\"}",
            "{\"created_by\": \"ENV a=b\", \"empty_layer\": true}, {\"created_by\": \"COPY\"}");
    ArchiveFixture archive = DockerSave.of(HELLO).archive().with(HELLO.id() + ".json", config);
    assertEquals(
        List.of(0, -1, 1),
        only(archive).history().stream().map(InspectionReport.Step::layer).toList());
  }

  @Test
  void inspect_labels_keepTheirOrder() throws IOException {
    String config = new String(HELLO.config(), UTF_8)
        .replace("\"Cmd\"", "\"Labels\": {\"z\": \"1\", \"a\": \"2\"}, \"Cmd\"");
    InspectionReport.Image image =
        only(DockerSave.of(HELLO).archive().with(HELLO.id() + ".json", config));
    assertEquals(List.of("z", "a"), List.copyOf(image.labels().keySet()));
  }

  @Test
  void inspect_noPlatform_isEmpty() throws IOException {
    assertEquals("", only(DockerSave.of(HELLO.platformJson("")).archive()).platform());
  }

  @ParameterizedTest
  @EnumSource
  void inspect_packed_tellsHow(Packing packing) throws IOException {
    byte[] archive = packing.pack(DockerSave.of(HELLO).archive().bytes());
    InspectionReport inspection = inspect(archive);
    assertEquals(packing.reported(), inspection.compression());
    assertEquals("sha256:" + HELLO.id(), inspection.images().get(0).id());
    InspectionReport streamed =
        inspect(new Input.OfStream("standard input", new ByteArrayInputStream(archive)));
    assertEquals(inspection.images(), streamed.images());
    assertEquals(archive.length, streamed.inputBytes());
  }

  @Test
  void inspect_folder_isTheSame() throws IOException {
    ArchiveFixture archive = DockerSave.of(HELLO).archive();
    Path unpacked = archive.unpack(Files.createDirectory(folder.resolve("unpacked")));
    assertEquals(inspect(archive).images(), inspect(new Input.OfPath(unpacked)).images());
  }

  @Test
  void inspect_brokenLayers_doesNotNotice() throws IOException {
    DockerSave save = DockerSave.of(HELLO);
    String layer = save.v1Id(HELLO, 0) + "/layer.tar";
    ArchiveFixture broken = save.archive().with(layer, new byte[HELLO.layers().get(0).length]);
    assertEquals(inspect(save.archive()).images(), inspect(broken).images());
  }

  @Test
  void inspect_noImages_saysWhatItIs() {
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> inspect(ArchiveFixture.empty().file("etc/passwd", "").file("bin/sh", "")));
    assertEquals(ErrorCode.ROOT_FILESYSTEM, fault.code());
  }

  @Test
  void inspect_done_leavesNoScratchFile() throws IOException {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    Inspector.inspect(
        new Input.OfStream(
            "standard input",
            new ByteArrayInputStream(DockerSave.of(HELLO).archive().bytes())),
        ReadOptions.builder().tempFolder(scratch).build());
    try (Stream<Path> left = Files.list(scratch)) {
      assertTrue(left.findAny().isEmpty());
    }
  }
}
