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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

  private Workbench.Done merge(ArchiveFixture... archives) throws IOException {
    return bench.merge(bench.inputs(archives), Workbench.usual());
  }

  private LayerliftException refuse(ErrorCode code, List<Path> archives) {
    return bench.refuseMerge(code, archives, Workbench.usual());
  }
}
