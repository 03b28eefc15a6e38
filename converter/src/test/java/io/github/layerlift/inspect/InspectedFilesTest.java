package io.github.layerlift.inspect;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Inspector;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ImageFiles;
import io.github.layerlift.report.InspectionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InspectedFilesTest {
  private static final ImageFixture REPLACED =
      ImageFixture.image().layer("a", "first").layer("a", "now").tag("replaced:1");
  private static final List<String> REPLACED_LAYERS =
      List.of("5 bytes, 5 wasted, +1 ~0 -0", "3 bytes, 0 wasted, +0 ~1 -0");

  @TempDir
  private Path folder;

  private InspectionReport inspect(ArchiveFixture archive) throws IOException {
    Path file = Files.write(folder.resolve("archive.tar"), archive.bytes());
    return Inspector.inspectFiles(new Input.OfPath(file), ReadOptions.builder().build());
  }

  private ImageFiles only(ArchiveFixture archive) throws IOException {
    InspectionReport inspection = inspect(archive);
    assertEquals(1, inspection.images().size());
    return inspection.images().get(0).files().orElseThrow();
  }

  private ImageFiles only(LayerFixture top) throws IOException {
    return only(DockerSave.of(REPLACED.layer(top.bytes())).archive());
  }

  @ParameterizedTest
  @EnumSource
  void inspectFiles_anyDialect_tellsWhatLayersDid(DialectFixture dialect) throws IOException {
    ImageFiles files = only(dialect.archive(REPLACED));
    assertEquals(REPLACED_LAYERS, Recorded.layers(files));
    assertEquals(List.of("a: 1 until 2 file 5 wasted 5, 2 file 3"), Recorded.lines(files));
    assertEquals(8, files.bytes());
    assertEquals(5, files.wasted());
  }

  @ParameterizedTest
  @EnumSource
  void inspectFiles_anyPacking_tellsTheSame(Packing packing) throws IOException {
    ImageFiles files = only(OciSave.of(packing, REPLACED).archive());
    assertEquals(REPLACED_LAYERS, Recorded.layers(files));
    assertEquals(Optional.empty(), files.fault());
    assertEquals(List.of(), files.notCovered());
  }

  @Test
  void inspect_withoutFiles_tellsNothingOfThem() throws LayerliftException, IOException {
    Path file =
        Files.write(folder.resolve("a.tar"), DockerSave.of(REPLACED).archive().bytes());
    InspectionReport inspection =
        Inspector.inspect(new Input.OfPath(file), ReadOptions.builder().build());
    assertEquals(Optional.empty(), inspection.images().get(0).files());
  }

  @Test
  void inspectFiles_severalImages_tellsOfEach() throws IOException {
    ImageFixture other =
        REPLACED.untagged().layer(layer().whiteout("a").bytes()).tag("other:1");
    InspectionReport inspection = inspect(DockerSave.of(REPLACED, other).archive());
    assertEquals(
        List.of(5L, 8L),
        inspection.images().stream()
            .map(image -> image.files().orElseThrow().wasted())
            .toList());
  }

  @Test
  void inspectFiles_layerThatCantBeRead_isAFaultOfItsImage() throws IOException {
    ImageFixture bad =
        REPLACED.untagged().layer(layer().claim("b", 9999).open()).tag("bad:1");
    InspectionReport inspection = inspect(DockerSave.of(bad, REPLACED).archive());
    ImageFiles files = inspection.images().get(0).files().orElseThrow();
    assertEquals(ErrorCode.TAR_TRUNCATED, files.fault().map(Fault::code).orElseThrow());
    assertEquals(List.of(), files.layers());
    files = inspection.images().get(1).files().orElseThrow();
    assertEquals(REPLACED_LAYERS, Recorded.layers(files));
  }

  @Test
  void inspectFiles_linkToNothing_isAFault() throws IOException {
    ImageFiles files = only(layer().hardLink("b", "absent"));
    assertEquals(ErrorCode.LAYER_ENTRY, files.fault().map(Fault::code).orElseThrow());
  }

  @Test
  void inspectFiles_ambiguousLayer_warns() throws IOException {
    ImageFiles files = only(DockerSave.of(ImageFixture.image()
            .layer(layer().folder("t").symlink("l", "t").bytes())
            .layer("l/a", "a")
            .tag("link:1"))
        .archive());
    assertEquals(
        List.of(WarningCode.PATH_THROUGH_LINK),
        files.warnings().stream().map(Warning::code).toList());
  }

  /** An image whose base layer isn't in the archive. */
  private static ArchiveFixture foreign(ImageFixture image) {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> foreign =
        OciSave.descriptor(OciSave.DOCKER_FOREIGN, "elsewhere".getBytes(UTF_8));
    foreign.put("urls", List.of("https://mcr.example/x"));
    Object own = save.blob(OciSave.LAYER, image.layers().get(1));
    return save.list(
            save.manifest(save.blob(OciSave.CONFIG, image.config()), List.of(foreign, own)),
            "windows:1")
        .archive();
  }

  @Test
  void inspectFiles_foreignLayer_isNotCovered() throws IOException {
    ImageFiles files = only(foreign(REPLACED));
    assertEquals(List.of("layer 1 is not in the archive"), files.notCovered());
    assertEquals(List.of("a: 2 file 3"), Recorded.lines(files));
    assertEquals(2, files.layers().get(0).number());
  }

  @Test
  void inspectFiles_linkIntoForeignLayer_isNotAFault() throws IOException {
    byte[] linking = layer().hardLink("b", "Files/a").bytes();
    ImageFiles files = only(foreign(ImageFixture.image().layer("a", "a").layer(linking)));
    assertEquals(Optional.empty(), files.fault());
    assertEquals(List.of(), files.layers());
    assertEquals("layer 1 is not in the archive", files.notCovered().get(0));
    assertTrue(
        files.notCovered().get(1).contains("\"Files/a\""), files.notCovered().get(1));
  }
}
