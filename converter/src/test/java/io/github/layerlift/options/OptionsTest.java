package io.github.layerlift.options;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputArchive;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest extends WithWorkbench {
  private static final ImageFixture APP =
      ImageFixture.hello("app:1.0").tag("app:2.0").tag("team/x:1");
  private static final ImageFixture WEB = ImageFixture.hello("web:1.0");
  private static final ImageFixture BARE = WEB.untagged().command("/bare");

  private static ArchiveFixture three() {
    return DockerSave.of(APP, WEB, BARE).archive();
  }

  private List<String> select(String... wanted) throws IOException {
    Workbench.Done done = bench.convert(
        three(), options -> options.changes(List.of(new Change.Select(List.of(wanted)))));
    return done.images().stream().map(image -> image.name()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web",
        "web:1.0",
        "docker.io/library/web",
        "library/web:1.0",
        "docker.io/library/web:1.0"
      })
  void select_anyFormOfTheName_takesThatImage(String name) throws IOException {
    assertEquals(List.of("docker.io/library/web:1.0"), select(name));
  }

  @Test
  void select_nameWithTag_takesThatTagOnly() throws IOException {
    assertEquals(List.of("docker.io/library/app:2.0"), select("app:2.0"));
  }

  @Test
  void select_nameWithoutTag_takesAllTagsOfTheRepository() throws IOException {
    assertEquals(List.of("docker.io/library/app:1.0", "docker.io/library/app:2.0"), select("app"));
  }

  @Test
  void select_digestOrHex_takesTheImageWithAllTags() throws IOException {
    assertEquals(3, select("sha256:" + APP.id()).size());
    assertEquals(List.of(""), select(BARE.id()));
  }

  @Test
  void select_firstDigits_takesTheImage() throws IOException {
    assertEquals(List.of(""), select(BARE.id().substring(0, 12)));
    assertEquals(3, select("sha256:" + APP.id().substring(0, 20)).size());
    LayerliftException fault = bench.refuse(
        ErrorCode.NOTHING_SELECTED,
        three(),
        options ->
            options.changes(List.of(new Change.Select(List.of(BARE.id().substring(0, 11))))));
    assertTrue(fault.getMessage().contains(BARE.id().substring(0, 11)), fault.getMessage());
  }

  @Test
  void select_nameThatLooksLikeDigits_takesTheName() throws IOException {
    String digits = APP.id().substring(0, 12);
    Workbench.Done done = bench.convert(
        DockerSave.of(APP, WEB.tag(digits + ":7")).archive(),
        options -> options.changes(List.of(new Change.Select(List.of(digits)))));
    assertEquals("docker.io/library/" + digits + ":7", done.image().name());
  }

  @Test
  void select_manifestDigest_takesTheImage() throws IOException {
    String digest = bench.convert(three()).image("web:1.0").manifestDigest();
    assertEquals(List.of("docker.io/library/web:1.0"), select(digest));
  }

  @Test
  void select_several_takesAllOfThem() throws IOException {
    assertEquals(
        List.of("docker.io/library/app:1.0", "docker.io/library/web:1.0"),
        select("web", "app:1.0"));
  }

  @Test
  void select_digestOfAV1Image_takesIt() throws IOException {
    V1Save save = V1Save.v1().layer("a", "1").tag("a:1").on("").layer("b", "2").tag("b:1");
    String id = bench.convert(save.archive()).image("b:1").id();
    Workbench.Done done = bench.convert(
        save.archive(), options -> options.changes(List.of(new Change.Select(List.of(id)))));
    assertEquals("docker.io/library/b:1", done.image().name());
  }

  @Test
  void select_absent_saysWhatIsThere() throws IOException {
    LayerliftException fault = bench.refuse(
        ErrorCode.NOTHING_SELECTED,
        three(),
        options -> options.changes(List.of(new Change.Select(List.of("web", "nope:1")))));
    assertTrue(fault.getMessage().contains("nope:1"), fault.getMessage());
    String hint = fault.hint().orElseThrow();
    assertTrue(hint.contains("docker.io/library/web:1.0"), hint);
    assertTrue(hint.contains("sha256:" + BARE.id()), hint);
  }

  @Test
  void select_oneOfTwo_leavesTheOthersBlobsOut() throws IOException {
    ImageFixture one = ImageFixture.image().layer("a", "1").tag("a:1");
    ImageFixture two = ImageFixture.image().layer("b", "2").tag("b:1");
    byte[] alone = bench.convert(DockerSave.of(two).archive()).tar();
    Workbench.Done done = bench.convert(
        DockerSave.of(one, two).archive(),
        options -> options.changes(List.of(new Change.Select(List.of("b:1")))));
    assertArrayEquals(alone, done.tar());
  }

  @Test
  void tags_oneImage_replaceItsOwn() throws IOException {
    Workbench.Done done = bench.convert(
        DockerSave.of(APP).archive(),
        options -> options.changes(List.of(new Change.Rename(List.of("new", "other:3")))));
    assertEquals(
        List.of(List.of("docker.io/library/new:latest", "docker.io/library/other:3")),
        done.archive().repoTags());
  }

  @Test
  void tags_selectedImage_renameIt() throws IOException {
    Workbench.Done done = bench.convert(
        three(),
        options -> options.changes(List.of(
            new Change.Select(List.of("web")),
            new Change.Rename(List.of("registry.example/w:1")))));
    assertEquals("registry.example/w:1", done.image().name());
  }

  /** A new kind belongs here: the compiler doesn't ask for the place where it is applied. */
  @Test
  void changes_everyKind_isApplied() throws IOException {
    List<Change> every = List.of(
        new Change.Select(List.of("web")),
        new Change.Rename(List.of("new:1")),
        new Change.Move("registry.example/old/"),
        new Change.Prefer(Change.Prefer.Which.FIRST),
        new Change.Index("registry.example/all:1"),
        new Edit.Set(ConfigField.USER, "me"));
    assertEquals(
        Set.of(Change.class.getPermittedSubclasses()),
        every.stream()
            .map(change -> change instanceof Edit ? Edit.class : change.getClass())
            .collect(Collectors.toSet()));

    Workbench.Done done = bench.convert(three(), options -> options.changes(every));

    assertEquals(
        List.of("registry.example/all:1"),
        done.report().names().stream().map(ConversionReport.Name::name).toList());
    ConversionReport.Image image = done.report().images().get(0);
    assertTrue(image.original().orElseThrow().edited().contains("\"User\":\"me\""));
  }

  @Test
  void tags_severalImages_areRefused() throws IOException {
    LayerliftException fault = bench.refuse(
        ErrorCode.BAD_OPTION,
        three(),
        options -> options.changes(List.of(new Change.Rename(List.of("new:1")))));
    assertTrue(fault.hint().orElseThrow().contains("Change.Select"));
  }

  @Test
  void tags_badName_isRefused() throws IOException {
    LayerliftException fault = bench.refuse(
        ErrorCode.BAD_OPTION,
        DockerSave.of(WEB).archive(),
        options -> options.changes(List.of(new Change.Rename(List.of("Not Good")))));
    assertTrue(fault.getMessage().contains("Not Good"), fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux", "linux/", "/amd64", "linux/arm/v7/x", "linux/ amd64", ""})
  void platform_badForm_isRefused(String platform) throws IOException {
    bench.refuse(
        ErrorCode.BAD_OPTION,
        DockerSave.of(WEB).archive(),
        options -> options.platform(platform.isEmpty() ? "/" : platform));
  }

  @Test
  void strict_withoutWarnings_converts() throws IOException {
    assertEquals(
        3,
        bench
            .convert(three(), options -> options.strict(true))
            .report()
            .images()
            .size());
  }

  @Test
  void strict_withAWarning_refusesWithItsText() throws IOException {
    ArchiveFixture archive = DockerSave.of(WEB.platformJson("")).archive();
    LayerliftException fault =
        bench.refuse(ErrorCode.STRICT_WARNINGS, archive, options -> options.strict(true));
    assertTrue(fault.getMessage().contains("has no os or architecture"), fault.getMessage());
  }

  @Test
  void manifestJson_off_leavesItOut() throws IOException {
    OutputArchive archive =
        bench.convert(three(), options -> options.manifestJson(false)).archive();
    assertFalse(archive.has("manifest.json"));
    assertTrue(archive.has("repositories"));
  }

  @Test
  void repositories_off_leavesItOut() throws IOException {
    OutputArchive archive =
        bench.convert(three(), options -> options.repositories(false)).archive();
    assertTrue(archive.has("manifest.json"));
    assertFalse(archive.has("repositories"));
  }

  @Test
  void bothOff_givesAPureOciArchive() throws IOException {
    Workbench.Done done =
        bench.convert(three(), options -> options.repositories(false).manifestJson(false));
    assertEquals(
        List.of("oci-layout", "index.json", "blobs/"), done.archive().names().subList(0, 3));
    assertArrayEquals(bench.convert(three()).tar(), bench.convert(done.tar()).tar());
  }

  @Test
  void platformInIndex_on_namesIt() throws IOException {
    ImageFixture arm =
        WEB.platformJson("\"os\": \"linux\", \"architecture\": \"arm\", \"variant\": \"v7\"");
    Workbench.Done done =
        bench.convert(DockerSave.of(arm).archive(), options -> options.platformInIndex(true));
    assertEquals(
        "{\"architecture\":\"arm\",\"os\":\"linux\",\"variant\":\"v7\"}",
        done.archive().json("index.json").at("/manifests/0/platform").toString());
  }

  @Test
  void tempFolder_given_isUsedAndLeftEmpty() throws IOException {
    Path elsewhere = Files.createDirectory(bench.inputs().resolve("scratch"));
    byte[] packed = Packing.GZIP.pack(three().bytes());
    bench.convert(
        bench.input(packed),
        options -> options.reading(ReadOptions.builder().tempFolder(elsewhere).build()));
    assertEquals(0, elsewhere.toFile().list().length);
    LayerliftException fault = bench.refuse(
        ErrorCode.WRITE_FAILED,
        bench.input(packed),
        options -> options.reading(
            ReadOptions.builder().tempFolder(elsewhere.resolve("absent")).build()));
    assertTrue(fault.hint().orElseThrow().contains("ReadOptions.tempFolder"));
  }

  @Test
  void jobs_belowOne_isRefusedAtOnce() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ConvertOptions.builder().reading(ReadOptions.builder().jobs(0).build()));
  }

  @Test
  void build_laterChangesOfTheBuilder_changeNothing() {
    ConvertOptionsBuilder builder =
        ConvertOptions.builder().reading(ReadOptions.builder().jobs(3).build());
    ConvertOptions built = builder.build();
    builder.reading(ReadOptions.builder().jobs(7).build()).strict(true);
    assertEquals(3, built.reading().jobs());
    assertFalse(built.strict());
  }

  @Test
  void select_oneTagOfAnIndex_takesTheWholeIndex() throws IOException {
    OciSave save = new OciSave();
    var index = save.index(save.image(WEB, Packing.PLAIN), save.image(BARE, Packing.PLAIN));
    save.list(index, "web:1.0").list(index, "web:2.0");
    Workbench.Done done = bench.convert(
        save.archive(), options -> options.changes(List.of(new Change.Select(List.of("web:2.0")))));
    assertEquals(2, done.images().size());
    assertEquals("docker.io/library/web:2.0", done.images().get(0).name());
  }
}
