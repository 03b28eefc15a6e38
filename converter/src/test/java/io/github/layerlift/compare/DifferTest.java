package io.github.layerlift.compare;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Differ;
import io.github.layerlift.Editor;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.options.DiffOptions;
import io.github.layerlift.options.Edit;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.DiffReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole images; their files are compared in {@link FilesDiffTest}. */
class DifferTest extends WithDiffs {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");

  private static List<String> fields(List<DiffReport.FieldChange> changes) {
    return changes.stream()
        .map(
            each -> each.path() + " " + each.a().orElse("none") + " " + each.b().orElse("none"))
        .toList();
  }

  private static List<String> layers(DiffReport report) {
    return report.layers().stream().map(each -> each.a() + "-" + each.b()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void diff_archiveAndItsConversion_areEqual(DialectFixture dialect) throws IOException {
    ImageFixture image =
        HELLO.tag("hello:2.0").layer(layer().folder("etc").whiteout("hello").bytes());
    ArchiveFixture archive = dialect.archive(image);
    Input converted = new Input.OfPath(bench.input(bench.convert(archive).tar()));
    DiffReport report = diff(input(archive), converted, USUAL);
    assertEquals(Set.of(), report.differing());
    assertTrue(report.isEqual());
    assertEquals(report.a().id(), report.b().id());
    assertEquals(report.a().tags(), report.b().tags());
    assertEquals(dialect.id(), report.a().dialect());
    assertEquals("oci-layout", report.b().dialect());
    assertEquals(List.of("1-1", "2-2", "3-3"), layers(report));
  }

  @ParameterizedTest
  @EnumSource
  void diff_packedLayers_areComparedUnpacked(Packing packing) throws IOException {
    ImageFixture a = image(layer().file("base", "1"), layer().file("same", "x").file("y", "1"));
    ImageFixture b = image(layer().file("base", "1"), layer().file("y", "2").file("same", "x"));
    DiffReport report =
        diff(input(OciSave.of(packing, a).archive()), input(DockerSave.of(b).archive()), USUAL);
    assertEquals(List.of("y content"), lines());
    assertEquals(Set.of(Aspect.LAYERS, Aspect.FILES), report.differing());
    assertEquals(List.of("1-1", "2-0", "0-2"), layers(report));
    byte[] packed = packing.pack(DockerSave.of(b).archive().bytes());
    diff(Workbench.stream(packed), input(OciSave.of(packing, a).archive()), USUAL);
    assertEquals(List.of("y content"), lines());
  }

  @Test
  void diff_unpackedFolder_isRead() throws IOException {
    Path folder = DockerSave.of(HELLO)
        .archive()
        .unpack(Files.createDirectory(bench.inputs().resolve("folder")));
    assertTrue(diff(new Input.OfPath(folder), input(DockerSave.of(HELLO).archive()), USUAL)
        .isEqual());
  }

  @Test
  void diff_names_areCompared() throws IOException {
    DiffReport report = diff(HELLO, HELLO.tag("other:2"));
    assertEquals(Set.of(Aspect.NAMES), report.differing());
    assertEquals(List.of("docker.io/library/hello:1.0"), report.a().tags());
    assertTrue(diff(HELLO, HELLO.tag("other:2"), ignoring(Aspect.NAMES)).isEqual());
  }

  @Test
  void diff_namesThatNoEngineAccepts_areComparedToo() throws IOException {
    Input a = input(DockerSave.of(HELLO.untagged().tag("Bad/A:1")).archive());
    Input b = input(DockerSave.of(HELLO.untagged().tag("Bad/B:1")).archive());
    DiffReport report = diff(a, b, USUAL);
    assertEquals(Set.of(Aspect.NAMES), report.differing());
    assertEquals(List.of("Bad/A:1"), report.a().namesLeftOut());
    assertTrue(diff(a, a, USUAL).isEqual());
    assertTrue(diff(a, b, ignoring(Aspect.NAMES)).isEqual());
    Input none = input(DockerSave.of(HELLO.untagged().tag("<none>:<none>")).archive());
    Input untagged = input(DockerSave.of(HELLO.untagged()).archive());
    assertTrue(diff(none, untagged, USUAL).isEqual());
  }

  /** index.json lists it once for each name. */
  @Test
  void diff_imageThatIsListedForEachName_hasAllNames() throws IOException {
    ImageFixture both = HELLO.tag("other:2");
    Input docker = input(DockerSave.of(both).archive());
    for (Packing packing : List.of(Packing.PLAIN, Packing.GZIP)) {
      DiffReport report = diff(docker, input(OciSave.of(packing, both).archive()), USUAL);
      assertEquals(2, report.b().tags().size());
      assertTrue(report.isEqual());
    }
  }

  @Test
  void diff_config_isComparedByField() throws IOException {
    DiffReport report = diff(HELLO, HELLO.command("/other"));
    assertEquals(Set.of(Aspect.CONFIG), report.differing());
    assertEquals(List.of("config.Cmd[0] \"/hello\" \"/other\""), fields(report.config()));
    DiffReport without = diff(HELLO, HELLO.command("/other"), ignoring(Aspect.CONFIG));
    assertTrue(without.isEqual());
    assertEquals(List.of(), without.config());
    assertEquals(Set.of(Aspect.CONFIG), without.ignored());
  }

  @Test
  void diff_platform_isComparedToo() throws IOException {
    ImageFixture arm =
        HELLO.platformJson("\"architecture\": \"arm\", \"os\": \"linux\", \"variant\": \"v7\"");
    DiffReport report = diff(HELLO, arm);
    assertEquals(Set.of(Aspect.PLATFORM), report.differing());
    assertEquals("linux/arm/v7", report.b().platform());
    assertEquals(
        List.of("architecture \"amd64\" \"arm\"", "variant none \"v7\""),
        fields(report.platform()));
    assertTrue(diff(HELLO, arm, ignoring(Aspect.PLATFORM)).isEqual());
  }

  @Test
  void diff_history_isApartFromTheConfig() throws IOException {
    DiffReport report =
        diff(HELLO, HELLO.historyJson("\"history\": [{\"created_by\": \"step 0\"}]"));
    assertEquals(Set.of(Aspect.HISTORY), report.differing());
    assertEquals(List.of("history[1] {\"created_by\":\"step 1\"} none"), fields(report.history()));
    assertEquals("step 1", report.layers().get(1).createdBy());
  }

  @Test
  void diff_layers_areFoundInOtherPlaces() throws IOException {
    ImageFixture a = ImageFixture.image().layer("a", "1").layer("b", "2").layer("c", "3");
    ImageFixture b = ImageFixture.image().layer("x", "0").layer("a", "1").layer("c", "3");
    DiffReport report = diff(a, b, ignoring(Aspect.HISTORY));
    assertEquals(Set.of(Aspect.LAYERS, Aspect.FILES), report.differing());
    assertEquals(List.of("0-1", "1-2", "2-0", "3-3"), layers(report));
    assertEquals(a.diffId(1), report.layers().get(2).diffId());
    assertEquals(2048, report.layers().get(2).sizeA());
    assertEquals(0, report.layers().get(2).sizeB());
    assertEquals(List.of("-b", "+x"), lines());
  }

  @Test
  void diff_sameLayersInAnotherOrder_differ() throws IOException {
    ImageFixture a = ImageFixture.image().layer("a", "1").layer("b", "2");
    ImageFixture b = ImageFixture.image().layer("b", "2").layer("a", "1");
    assertEquals(Set.of(Aspect.LAYERS), diff(a, b).differing());
    assertEquals(Set.of(Aspect.LAYERS), diff(b, a).differing());
  }

  /** So their bytes are never read; the documentation says so. */
  @Test
  void diff_layersWithOneDiffId_areBelieved() throws IOException {
    DockerSave save = DockerSave.of(HELLO);
    String layer = save.v1Id(HELLO, 0) + "/layer.tar";
    ArchiveFixture false1 = save.archive()
        .without(layer)
        .plus(ArchiveFixture.empty().file(layer, LayerTar.of("hello", "HELLO, WORLD")));
    assertTrue(diff(input(save.archive()), input(false1), USUAL).isEqual());
  }

  /** A descriptor with another size makes the index wrong, so that nothing it states is believed. */
  @Test
  void diff_blobOfAnotherSize_isFoundToBeDamaged() throws IOException {
    String blob = "blobs/sha256/" + Hashes.hex(HELLO.layers().get(0));
    ArchiveFixture good = OciSave.hybrid(HELLO).archive();
    ArchiveFixture bad = good.without(blob)
        .plus(ArchiveFixture.empty().file(blob, LayerTar.of("hello", "x".repeat(9999))));
    requireMalformed(bad, good);
  }

  @Test
  void diff_layerThatIsCut_isFoundToBeDamaged() throws IOException {
    DockerSave save = DockerSave.of(HELLO);
    String name = save.v1Id(HELLO, 0) + "/layer.tar";
    byte[] cut = Arrays.copyOf(HELLO.layers().get(0), 515);
    ArchiveFixture bad =
        save.archive().without(name).plus(ArchiveFixture.empty().file(name, cut));
    requireMalformed(bad, save.archive());
    requireMalformed(bad, OciSave.of(Packing.PLAIN, HELLO).archive());
    Input packed = input(OciSave.of(Packing.GZIP, HELLO).archive());
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> diff(input(bad), packed, USUAL));
    assertEquals(FaultKind.MALFORMED, fault.code().kind());
  }

  private void requireMalformed(ArchiveFixture bad, ArchiveFixture good) throws IOException {
    Input damaged = input(bad);
    Input whole = input(good);
    for (boolean first : new boolean[] {true, false}) {
      for (DiffOptions options : List.of(USUAL, ignoring(Aspect.FILES))) {
        LayerliftException fault = assertThrows(
            LayerliftException.class,
            () -> diff(first ? damaged : whole, first ? whole : damaged, options));
        assertEquals(FaultKind.MALFORMED, fault.code().kind(), fault.getMessage());
        assertTrue(fault.getMessage().contains(damaged.name()), fault.getMessage());
      }
    }
  }

  @Test
  void diff_warningsOfAnOutput_areLeftOut() throws IOException {
    ArchiveFixture bare = OciSave.of(Packing.PLAIN, HELLO).archive().without("oci-layout");
    assertEquals(List.of(), diff(input(bare), input(bare), USUAL).warnings());
    Input odd = input(DockerSave.of(HELLO.untagged().tag("Bad/A:1")).archive());
    DiffReport report = diff(odd, odd, USUAL);
    assertTrue(report.warnings().get(0).text().endsWith("names must be lower case"));
  }

  @Test
  void diff_squashedImage_hasTheSameFiles() throws IOException {
    ImageFixture image = image(
        layer().folder("d").file("d/a", "1").file("b", "2").hardLink("c", "b").file("gone", "x"),
        layer().whiteout("gone").file("d/a", "3").symlink("l", "d"),
        layer().opaque("d").folder("d").file("d/z", "9"));
    Path before = bench.input(DockerSave.of(image).archive());
    Path after = bench.inputs().resolve("after.tar");
    Editor.edit(
        new Input.OfPath(before),
        new Output.TarFile(after, false),
        List.of(new Edit.Squash(1)),
        Workbench.options(Workbench.usual()));
    DiffReport report = diff(new Input.OfPath(before), new Input.OfPath(after), USUAL);
    assertEquals(List.of(), lines());
    assertTrue(report.differing().contains(Aspect.LAYERS));
    assertFalse(report.differing().contains(Aspect.FILES));
  }

  @Test
  void diff_severalImages_onesAreChosenForEachSide() throws IOException {
    ImageFixture other = HELLO.untagged().tag("hello:2.0").command("/x");
    Input both = input(DockerSave.of(HELLO, other).archive());
    DiffOptions options =
        DiffOptions.builder().selectA("hello:1.0").selectB("hello:2.0").build();
    DiffReport report = diff(both, both, options);
    assertEquals(Set.of(Aspect.NAMES, Aspect.CONFIG), report.differing());
    assertEquals(List.of("docker.io/library/hello:2.0"), report.b().tags());
    LayerliftException fault = assertThrows(
        LayerliftException.class, () -> diff(both, input(DockerSave.of(HELLO).archive()), USUAL));
    assertEquals(ErrorCode.SELECT_ONE, fault.code());
    assertTrue(fault.getMessage().startsWith(both.name() + ": "), fault.getMessage());
    assertTrue(
        fault.hint().orElseThrow().startsWith("DiffOptions.selectA "),
        fault.hint().get());
  }

  @Test
  void diff_severalPlatforms_onesAreChosenForEachSide() throws IOException {
    ImageFixture arm = HELLO.platformJson("\"architecture\": \"arm64\", \"os\": \"linux\"");
    OciSave save = new OciSave();
    save.list(
        save.index(save.image(HELLO, Packing.PLAIN), save.image(arm, Packing.GZIP)), "hello:1.0");
    Input index = input(save.archive());
    DiffOptions options =
        DiffOptions.builder().platformA("linux/amd64").platformB("linux/arm64").build();
    assertEquals(Set.of(Aspect.PLATFORM), diff(index, index, options).differing());
  }

  @Test
  void diff_layerThatIsNotThere_needsFilesLeftOut() throws IOException {
    OciSave save = new OciSave();
    Map<String, ?> foreign =
        OciSave.descriptor(OciSave.DOCKER_FOREIGN, HELLO.layers().get(0));
    Object base = Map.copyOf(withUrls(foreign));
    save.list(
        save.manifest(
            save.blob(OciSave.CONFIG, HELLO.config()),
            List.of(base, save.blob(OciSave.LAYER, HELLO.layers().get(1)))),
        "hello:1.0");
    Input input = input(save.archive());
    Input whole = input(DockerSave.of(HELLO).archive());
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> diff(input, whole, USUAL));
    assertEquals(ErrorCode.FOREIGN_LAYER, fault.code());
    assertTrue(fault.hint().orElseThrow().contains("DiffOptions.ignored(files)"));
    assertTrue(diff(input, whole, ignoring(Aspect.FILES)).isEqual());
    // the first archive has the layer
    assertTrue(diff(whole, input, USUAL).isEqual());
  }

  private static Map<String, Object> withUrls(Map<String, ?> descriptor) {
    Map<String, Object> with = new TreeMap<>(descriptor);
    with.put("urls", List.of("https://example.org/base"));
    return with;
  }

  @Test
  void diff_damagedArchive_saysWhich() throws IOException {
    Input good = input(DockerSave.of(HELLO).archive());
    Input bad = input(DockerSave.of(HELLO).archive().without("manifest.json"));
    for (boolean first : new boolean[] {true, false}) {
      LayerliftException fault = assertThrows(
          LayerliftException.class, () -> diff(first ? bad : good, first ? good : bad, USUAL));
      assertTrue(fault.getMessage().contains(bad.name()), fault.getMessage());
      assertEquals(List.of(), changes);
    }
  }

  @Test
  void diff_warnings_nameTheirArchive() throws IOException {
    ImageFixture odd = image(layer().entry("odd", 'Z', "", new byte[0]).file("f", "1"));
    Input a = input(DockerSave.of(odd).archive());
    Input b = input(DockerSave.of(odd.layer("more", "2")).archive());
    DiffReport report = diff(a, b, USUAL);
    assertEquals(
        List.of(
            a.name() + ": \"odd\" has an unknown type and was left out",
            b.name() + ": \"odd\" has an unknown type and was left out"),
        report.warnings().stream().map(each -> each.sentence()).toList());
  }

  @Test
  void diff_cancelled_ends() throws IOException {
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    DiffOptions options = DiffOptions.builder()
        .reading(ReadOptions.builder()
            .monitor(new Monitor(new Progress(), cancellation))
            .build())
        .build();
    Input input = input(DockerSave.of(HELLO).archive());
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> Differ.diff(input, input, options, report -> {}, each -> {}));
    assertEquals(ErrorCode.INTERRUPTED_BY_USER, fault.code());
  }
}
