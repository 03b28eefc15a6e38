package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.Change;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several archives become one. */
class MergeTest {
  private static final ImageFixture APP = ImageFixture.hello("app:1.0");
  private static final ImageFixture WEB = ImageFixture.hello("web:1.0").command("/web");

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  @Test
  void merge_everyKind_hasAllImages() throws IOException {
    Workbench.Done done = merge(
        DockerSave.of(APP).archive(),
        OciSave.of(Packing.GZIP, WEB).archive(),
        V1Save.hello("old:1").archive());

    Set<String> names = done.images().stream().map(OutputImage::name).collect(Collectors.toSet());
    assertEquals(
        Set.of("docker.io/library/app:1.0", "docker.io/library/web:1.0", "docker.io/library/old:1"),
        names);
    assertEquals("docker-archive, oci-layout, v1", done.report().dialect());
    assertEquals(3, done.report().input().split(", ").length);
  }

  @Test
  void merge_twoArchives_sameBytesAsOneOfBoth() throws IOException {
    byte[] both = bench.convert(DockerSave.of(APP, WEB).archive()).tar();
    assertArrayEquals(
        both, merge(DockerSave.of(WEB).archive(), DockerSave.of(APP).archive()).tar());
    assertArrayEquals(
        both,
        merge(DockerSave.of(APP).archive(), DockerSave.of(APP, WEB).archive()).tar());
  }

  /** One image, plain and packed: it is plain; packed twice: the same one in any order. */
  @Test
  void merge_imageInTwoPackings_sameBytesInAnyOrder() throws IOException {
    ArchiveFixture plain = DockerSave.of(APP).archive();
    Path fast = bench.input(packed(plain, 1));
    Path small = bench.input(packed(plain, 9));
    byte[] alone = bench.convert(plain).tar();

    Path plainFile = bench.input(plain);
    for (List<Path> inputs : List.of(List.of(plainFile, fast), List.of(fast, plainFile))) {
      assertArrayEquals(alone, bench.merge(inputs, Workbench.usual()).tar());
    }
    assertArrayEquals(
        bench.merge(List.of(fast, small), Workbench.usual()).tar(),
        bench.merge(List.of(small, fast), Workbench.usual()).tar());
  }

  /** With its layers packed by {@code gzip -LEVEL}. */
  private static ArchiveFixture packed(ArchiveFixture plain, int level) throws IOException {
    ArchiveFixture packed = plain;
    for (int i = 0; i < APP.layers().size(); i++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
        {
          def.setLevel(level);
        }
      }) {
        gzip.write(APP.layers().get(i));
      }
      packed = packed.with(DockerSave.of(APP).v1Id(APP, i) + "/layer.tar", out.toByteArray());
    }
    return packed;
  }

  @Test
  void merge_oldArchiveWithItsConversion_isTheConversion() throws IOException {
    ArchiveFixture old = V1Save.hello("old:1").archive();
    byte[] packed = bench.convert(old, options -> options.compress("gzip")).tar();

    Path legacy = bench.input(old);
    Path modern = bench.input(packed);

    assertArrayEquals(
        packed, bench.merge(List.of(legacy, modern), Workbench.usual()).tar());
    assertArrayEquals(
        packed, bench.merge(List.of(modern, legacy), Workbench.usual()).tar());
  }

  @Test
  void merge_oneTagForTwoImages_refused() throws IOException {
    ImageFixture other = ImageFixture.hello("app:1.0").command("/other");
    LayerliftException fault = refuse(
        ErrorCode.TAG_CONFLICT,
        bench.inputs(DockerSave.of(APP).archive(), DockerSave.of(other).archive()));
    assertTrue(fault.hint().orElseThrow().contains("Change.Prefer"));
  }

  @ParameterizedTest
  @CsvSource({"FIRST, true", "LAST, false"})
  void merge_prefer_leavesTheNameToOneAndKeepsBoth(Change.Prefer.Which which, boolean first)
      throws IOException {
    ImageFixture other = ImageFixture.hello("app:1.0").command("/other").tag("also:2");
    Workbench.Done done = bench.merge(
        bench.inputs(DockerSave.of(APP).archive(), DockerSave.of(other).archive()),
        options -> options.changes(List.of(new Change.Prefer(which))));

    assertEquals(
        "sha256:" + (first ? APP : other).id(),
        done.image("docker.io/library/app:1.0").id());
    assertEquals("sha256:" + other.id(), done.image("docker.io/library/also:2").id());
    assertEquals(
        Set.of("sha256:" + APP.id(), "sha256:" + other.id()),
        done.images().stream().map(OutputImage::id).collect(Collectors.toSet()));
  }

  @Test
  void merge_unreadableArchive_isNamed() throws IOException {
    ArchiveFixture archive = DockerSave.of(WEB).archive().without(WEB.id() + ".json");
    List<Path> archives = bench.inputs(DockerSave.of(APP).archive(), archive);
    assertNames(archives.get(1), refuse(ErrorCode.CONFIG_MISSING, archives));
  }

  @Test
  void merge_archiveWithAWrongLayer_isNamed() throws IOException {
    String layer = DockerSave.of(WEB).v1Id(WEB, 1) + "/layer.tar";
    ArchiveFixture archive = DockerSave.of(WEB).archive().with(layer, LayerTar.of("other", "x"));
    List<Path> archives = bench.inputs(DockerSave.of(APP).archive(), archive);
    assertNames(archives.get(1), refuse(ErrorCode.DIFF_ID_MISMATCH, archives));
  }

  private static void assertNames(Path archive, LayerliftException fault) {
    assertTrue(fault.getMessage().startsWith(archive + ": "), fault.getMessage());
  }

  @Test
  void merge_warning_namesItsArchive() throws IOException {
    List<Path> archives = bench.inputs(
        DockerSave.of(APP).archive(), DockerSave.of(WEB.platformJson("")).archive());
    Workbench.Done done = bench.merge(archives, Workbench.usual());
    String warning = done.report().warnings().get(0).text();
    assertTrue(warning.startsWith(archives.get(1) + ": "), warning);
  }

  private static Set<String> names(Workbench.Done done) {
    return done.images().stream().map(OutputImage::name).collect(Collectors.toSet());
  }

  @Test
  void merge_selectFromOne_othersGiveAll() throws IOException {
    List<Path> archives = bench.inputs(
        DockerSave.of(APP, WEB).archive(),
        DockerSave.of(WEB.command("/other"), ImageFixture.hello("db:1").command("/db"))
            .archive());
    Workbench.Done done = bench.merge(
        archives,
        options -> options.changes(List.of(
            new Change.Select(List.of(), Map.of(archives.get(0).toString(), List.of("app"))))));
    assertEquals(
        Set.of("docker.io/library/app:1.0", "docker.io/library/web:1.0", "docker.io/library/db:1"),
        names(done));
    assertEquals(
        "sha256:" + WEB.command("/other").id(),
        done.image("docker.io/library/web:1.0").id());
  }

  @Test
  void merge_selectFromOneAndFromAny_takesNothingElse() throws IOException {
    List<Path> archives = bench.inputs(
        DockerSave.of(APP, WEB).archive(),
        DockerSave.of(APP.command("/other"), ImageFixture.hello("db:1").command("/db"))
            .archive());
    String web = WEB.id().substring(0, 12);
    Workbench.Done done = bench.merge(
        archives,
        options -> options.changes(List.of(
            new Change.Select(List.of("db"), Map.of(archives.get(0).toString(), List.of(web))))));
    assertEquals(Set.of("docker.io/library/web:1.0", "docker.io/library/db:1"), names(done));
  }

  @Test
  void merge_selectFromOneThatHasItNot_namesTheArchive() throws IOException {
    List<Path> archives =
        bench.inputs(DockerSave.of(APP).archive(), DockerSave.of(WEB).archive());
    String first = archives.get(0).toString();
    LayerliftException fault = bench.refuseMerge(
        ErrorCode.NOTHING_SELECTED,
        archives,
        options -> options.changes(
            List.of(new Change.Select(List.of(), Map.of(first, List.of("web:1.0"))))));
    assertNames(archives.get(0), fault);
    bench.refuseMerge(
        ErrorCode.NOTHING_SELECTED,
        archives,
        options -> options.changes(
            List.of(new Change.Select(List.of("db"), Map.of(first, List.of("app"))))));
  }

  @Test
  void merge_selectFromAnother_refused() throws IOException {
    LayerliftException fault = bench.refuseMerge(
        ErrorCode.BAD_OPTION,
        bench.inputs(DockerSave.of(APP).archive(), DockerSave.of(WEB).archive()),
        options -> options.changes(
            List.of(new Change.Select(List.of(), Map.of("absent.tar", List.of("app"))))));
    assertTrue(fault.hint().orElseThrow().startsWith("the archives are "));
  }

  @Test
  void merge_selectFromOneAfterOtherChanges_refused() throws IOException {
    List<Path> archives =
        bench.inputs(DockerSave.of(APP).archive(), DockerSave.of(WEB).archive());
    bench.refuseMerge(
        ErrorCode.BAD_OPTION,
        archives,
        options -> options.changes(List.of(
            new Change.Prefer(Change.Prefer.Which.FIRST),
            new Change.Select(List.of(), Map.of(archives.get(0).toString(), List.of("app"))))));
  }

  private Workbench.Done merge(ArchiveFixture... archives) throws IOException {
    return bench.merge(bench.inputs(archives), Workbench.usual());
  }

  private LayerliftException refuse(ErrorCode code, List<Path> archives) {
    return bench.refuseMerge(code, archives, Workbench.usual());
  }
}
