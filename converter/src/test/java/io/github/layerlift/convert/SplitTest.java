package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.Splitter;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputArchive;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Silence;
import io.github.layerlift.fixture.Soundness;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.image.Compression;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.SplitOptions;
import io.github.layerlift.options.SplitOptions.By;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.report.SplitReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One archive becomes several. */
class SplitTest extends WithWorkbench {
  private static final ImageFixture APP =
      ImageFixture.hello("app:1.0").tag("app:2.0").tag("ghcr.io/team/app:1");
  private static final ImageFixture WEB = ImageFixture.hello("web:1.0").command("/web");
  private static final ImageFixture BARE = ImageFixture.hello("x").untagged().command("/bare");
  private static final ImageFixture ARM =
      ImageFixture.hello("arm:1").platformJson("\"os\":\"linux\",\"architecture\":\"arm64\"");

  private Path into() {
    return bench.outputs().resolve("into");
  }

  private SplitOptions options(By by) {
    return SplitOptions.builder(into(), by).build();
  }

  private static SplitReport split(Path archive, SplitOptions options) throws IOException {
    SplitReport report = Splitter.split(new Input.OfPath(archive), options);
    for (ConversionReport output : report.outputs()) {
      byte[] tar = Files.readAllBytes(Path.of(output.output()));
      assertEquals(tar.length, output.outputBytes());
      Soundness.require(OutputArchive.ofTar(tar));
      if (report.warnings().isEmpty()) {
        Silence.require(tar, output);
      }
    }
    return report;
  }

  private List<String> files(SplitReport report) {
    return report.outputs().stream()
        .map(output -> into().relativize(Path.of(output.output())).toString())
        .toList();
  }

  private byte[] file(String name) throws IOException {
    return Files.readAllBytes(into().resolve(name));
  }

  private byte[] selected(Path archive, String name) throws IOException {
    Path out = bench.output();
    byte[] tar;
    try {
      Converter.convert(
          new Input.OfPath(archive),
          new Output.TarFile(out, false),
          Workbench.options(options -> options.changes(List.of(new Change.Select(List.of(name))))));
      tar = Files.readAllBytes(out);
    } finally {
      Files.deleteIfExists(out);
    }
    return tar;
  }

  private void assertNothingWritten() {
    assertFalse(Files.exists(into()), "something was written");
  }

  @Test
  void image_severalTags_oneOutputWithAllOfThem() throws IOException {
    Path archive = bench.input(DockerSave.of(APP, WEB, BARE).archive());
    SplitReport report = split(archive, options(By.IMAGE));

    String bare = BARE.id().substring(0, 12) + ".tar";
    List<String> expected = new ArrayList<>(List.of("app_1.0.tar", "web_1.0.tar", bare));
    expected.sort(null);
    assertEquals(expected, files(report));
    assertArrayEquals(selected(archive, APP.id()), file("app_1.0.tar"));
    assertArrayEquals(selected(archive, "web:1.0"), file("web_1.0.tar"));
    assertArrayEquals(selected(archive, BARE.id()), file(bare));
    assertEquals(List.of(), report.warnings());
  }

  @Test
  void tag_severalTags_oneOutputForEach() throws IOException {
    Path archive = bench.input(DockerSave.of(APP, BARE).archive());
    SplitReport report = split(archive, options(By.TAG));

    assertEquals(4, report.outputs().size());
    assertArrayEquals(selected(archive, "app:1.0"), file("app_1.0.tar"));
    assertArrayEquals(selected(archive, "app:2.0"), file("app_2.0.tar"));
    assertArrayEquals(selected(archive, "ghcr.io/team/app:1"), file("ghcr.io_team_app_1.tar"));
    assertArrayEquals(selected(archive, BARE.id()), file(BARE.id().substring(0, 12) + ".tar"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void image_v1WithSharedLayers_sameBytesAsSelected(boolean tagged) throws IOException {
    V1Save save = V1Save.v1().layer("a", "1").tag("a:1").on("").layer("b", "2");
    Path archive = bench.input((tagged ? save.tag("b:1") : save).archive());
    SplitReport report = split(archive, options(By.IMAGE));

    assertEquals(2, report.outputs().size());
    for (ConversionReport output : report.outputs()) {
      String id = output.images().get(0).id();
      assertArrayEquals(selected(archive, id), Files.readAllBytes(Path.of(output.output())));
      String name = output.images().get(0).tags().isEmpty()
          ? id.substring("sha256:".length()).substring(0, 12) + ".tar"
          : "[ab]_1.tar";
      assertTrue(Path.of(output.output()).getFileName().toString().matches(name), output.output());
    }
  }

  @Test
  void image_compressed_sameBytesAsConverted() throws IOException {
    byte[] alone = bench
        .convert(DockerSave.of(WEB).archive(), options -> options.compress("zstd"))
        .tar();
    split(
        bench.input(DockerSave.of(APP, WEB).archive()),
        SplitOptions.builder(into(), By.IMAGE)
            .conversion(ConvertOptions.builder().compress("zstd").build())
            .build());
    assertArrayEquals(alone, file("web_1.0.tar"));
  }

  @Test
  void image_nameOfPackedArchive_isPackedSo() throws IOException {
    Path archive = bench.input(DockerSave.of(APP, WEB).archive());
    Splitter.split(new Input.OfPath(archive), options(By.IMAGE).withName("{image}.tar.zst"));
    Decoder decoder = new Decoder(new UnpackLimits(1L << 30, 100_000));
    try (InputStream in = decoder.open(
        Compression.ZSTD, new ByteArrayInputStream(file("web_1.0.tar.zst")), "output")) {
      assertArrayEquals(selected(archive, "web:1.0"), in.readAllBytes());
    }
  }

  @Test
  void image_stream_isReadOnce() throws IOException {
    SplitReport report = Splitter.split(
        Workbench.stream(DockerSave.of(APP, WEB).archive().bytes()), options(By.IMAGE));
    assertEquals(List.of("app_1.0.tar", "web_1.0.tar"), files(report));
    Path alone = bench.input(DockerSave.of(WEB).archive());
    assertArrayEquals(selected(alone, "web:1.0"), file("web_1.0.tar"));
  }

  private static ArchiveFixture multi(boolean attested) {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> amd = save.image(WEB, Packing.GZIP);
    amd.put("platform", Jsons.object("architecture", "amd64", "os", "linux"));
    Map<String, @Nullable Object> arm = save.image(ARM, Packing.GZIP);
    arm.put("platform", Jsons.object("architecture", "arm64", "os", "linux"));
    if (attested) {
      return save.list(save.index(amd, arm, save.attestation(amd)), "all:1").archive();
    }
    return save.list(save.index(amd, arm), "all:1").archive();
  }

  @Test
  void image_index_staysWhole() throws IOException {
    Path archive = bench.input(multi(true));
    SplitReport report = split(archive, options(By.IMAGE));
    assertEquals(List.of("all_1.tar"), files(report));
    assertArrayEquals(selected(archive, "all:1"), file("all_1.tar"));
    assertEquals(List.of(), report.warnings());
  }

  @Test
  void platform_index_oneOutputForEachImage() throws IOException {
    Path archive = bench.input(multi(false));
    SplitReport report = split(archive, options(By.PLATFORM));
    assertEquals(List.of("all_1-linux-amd64.tar", "all_1-linux-arm64.tar"), files(report));
    assertArrayEquals(selected(archive, WEB.id()), file("all_1-linux-amd64.tar"));
    assertArrayEquals(selected(archive, ARM.id()), file("all_1-linux-arm64.tar"));
    OutputImage arm =
        OutputArchive.ofTar(file("all_1-linux-arm64.tar")).images().get(0);
    assertEquals("docker.io/library/all:1", arm.name());
    assertEquals(List.of(), report.warnings());
  }

  @Test
  void platform_attestations_areWarnedOf() throws IOException {
    SplitReport report = split(bench.input(multi(true)), options(By.PLATFORM));
    assertEquals(2, report.outputs().size());
    assertEquals(1, report.warnings().size());
    assertEquals(WarningCode.ARTIFACTS_LEFT_OUT, report.warnings().get(0).code());

    SplitOptions strict = options(By.PLATFORM)
        .withReplace(true)
        .withConversion(ConvertOptions.builder().strict(true).build());
    Path archive = bench.input(multi(true));
    Faults.expect(
        ErrorCode.STRICT_WARNINGS, () -> Splitter.split(new Input.OfPath(archive), strict));
  }

  @Test
  void image_artifactBesideImages_getsAnOutput() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> web = save.image(WEB, Packing.PLAIN);
    Path archive = bench.input(
        save.list(web, "web:1.0").list(save.attestation(web), "web:sig").archive());
    SplitReport report = split(archive, options(By.IMAGE));
    assertEquals(List.of("web_1.0.tar", "web_sig.tar"), files(report));
    assertArrayEquals(selected(archive, "web:sig"), file("web_sig.tar"));
  }

  @Test
  void image_selected_onlyThose() throws IOException {
    ConvertOptions only =
        Workbench.options(o -> o.changes(List.of(new Change.Select(List.of("web")))));
    SplitReport report = split(
        bench.input(DockerSave.of(APP, WEB).archive()), options(By.IMAGE).withConversion(only));
    assertEquals(List.of("web_1.0.tar"), files(report));
  }

  @Test
  void names_template_isFilled() throws IOException {
    Path archive = bench.input(DockerSave.of(APP).archive());
    String stem = archive.getFileName().toString().replace(".tar", "");
    SplitReport report =
        split(archive, options(By.TAG).withName("{stem}/{repo}/{tag}-{platform}-{id}.tar"));
    assertEquals(
        stem + "/app/1.0-linux-amd64-" + APP.id().substring(0, 12) + ".tar",
        files(report).get(0));
  }

  @ParameterizedTest
  @CsvSource({"{nope}.tar", "../{image}.tar", "{image", "/{id}"})
  void names_wrongTemplate_refused(String template) throws IOException {
    Path archive = bench.input(DockerSave.of(APP).archive());
    Faults.expect(ErrorCode.BAD_OPTION, () -> split(archive, options(By.IMAGE).withName(template)));
    assertNothingWritten();
  }

  @ParameterizedTest
  @CsvSource({"a/b:1, a_b:1", "app:x, app:X"})
  void names_twoOutputsOfOneName_refusedWithWhatHelps(String one, String other) throws IOException {
    Path archive = bench.input(
        DockerSave.of(ImageFixture.hello(one), WEB.untagged().tag(other)).archive());
    LayerliftException fault =
        Faults.expect(ErrorCode.TARGET_UNWRITABLE, () -> split(archive, options(By.IMAGE)));
    assertNothingWritten();
    assertTrue(fault.getMessage().contains(" would be written to "), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("{image}-{id}.tar"));
    assertEquals(
        2,
        split(archive, options(By.IMAGE).withName("{image}-{id}.tar")).outputs().size());
  }

  @Test
  void names_twoTagsOfOneImageWithOneName_hintKeepsThemApart() throws IOException {
    Path archive =
        bench.input(DockerSave.of(ImageFixture.hello("a/b:1").tag("a_b:1")).archive());
    LayerliftException fault =
        Faults.expect(ErrorCode.TARGET_UNWRITABLE, () -> split(archive, options(By.TAG)));
    assertTrue(fault.hint().orElseThrow().startsWith("SplitOptions.by(image) "));
    assertEquals(
        1,
        split(archive, options(By.IMAGE).withName("{image}-{id}.tar")).outputs().size());
  }

  @Test
  void names_platformLikeAPath_isMadeHarmless() throws IOException {
    ImageFixture odd = WEB.platformJson("\"os\":\"../../up\",\"architecture\":\"/etc\\u0000\\n\"");
    SplitReport report = split(
        bench.input(DockerSave.of(odd).archive()), options(By.IMAGE).withName("{platform}.tar"));
    assertEquals(List.of("..-..-up-etc-.tar"), files(report));
  }

  @Test
  void split_existingFile_refusedBeforeAnythingIsWritten() throws IOException {
    Path archive = bench.input(DockerSave.of(APP, WEB).archive());
    Files.createDirectories(into());
    Path existing = Files.writeString(into().resolve("web_1.0.tar"), "mine");
    Faults.expect(ErrorCode.TARGET_EXISTS, () -> split(archive, options(By.IMAGE)));
    assertEquals("mine", Files.readString(existing));
    assertFalse(Files.exists(into().resolve("app_1.0.tar")));

    split(archive, options(By.IMAGE).withReplace(true));
    assertArrayEquals(selected(archive, "web:1.0"), file("web_1.0.tar"));
  }

  @Test
  void split_ontoTheArchive_refused() throws IOException {
    Files.createDirectories(into());
    Path archive =
        Files.write(into().resolve("web_1.0.tar"), DockerSave.of(WEB).archive().bytes());
    Faults.expect(ErrorCode.SAME_FILE, () -> split(archive, options(By.IMAGE).withReplace(true)));
  }

  @Test
  void split_intoTheFolderThatIsRead_isRefused() throws IOException {
    Path archive = DockerSave.of(WEB).archive().unpack(Files.createDirectories(into()));
    for (Path into : List.of(archive, archive.resolve("modern/deeper"))) {
      Faults.expect(
          ErrorCode.SAME_FILE,
          () -> Splitter.split(
              new Input.OfPath(archive), SplitOptions.builder(into, By.IMAGE).build()));
    }
    assertFalse(Files.exists(archive.resolve("modern")));
  }

  @Test
  void split_damagedArchive_leavesNothing() throws IOException {
    String layer = DockerSave.of(WEB).v1Id(WEB, 1) + "/layer.tar";
    Path archive = bench.input(DockerSave.of(WEB).archive().with(layer, LayerTar.of("other", "x")));
    Faults.expect(ErrorCode.DIFF_ID_MISMATCH, () -> split(archive, options(By.IMAGE)));
    assertNothingWritten();
  }

  @Test
  void split_ownWarning_isWithItsOutput() throws IOException {
    ImageFixture odd = WEB.platformJson("\"os\":\"linux\",\"architecture\":\"amd64\",\"author\":5");
    SplitReport report = split(bench.input(DockerSave.of(APP, odd).archive()), options(By.IMAGE));
    assertEquals(List.of(), report.warnings());
    assertEquals(List.of(), report.outputs().get(0).warnings());
    assertEquals(
        "config-refused", report.outputs().get(1).warnings().get(0).code().id());
  }

  @Test
  void split_nameThatWasLost_isGivenByAConversion() throws IOException {
    Path archive = bench.input(
        DockerSave.of(APP, ImageFixture.hello("Bad:1.0").command("/x")).archive());
    SplitReport report = split(archive, options(By.IMAGE));
    String warning = report.warnings().get(0).text();
    assertTrue(warning.contains("; Converter.convert(" + archive + ") Change.Select("), warning);
  }

  @Test
  void split_changeOfNames_refused() throws IOException {
    Path archive = bench.input(DockerSave.of(WEB).archive());
    ConvertOptions renaming =
        Workbench.options(o -> o.changes(List.of(new Change.Rename(List.of("x:1")))));
    Faults.expect(
        ErrorCode.BAD_OPTION, () -> split(archive, options(By.IMAGE).withConversion(renaming)));
  }
}
