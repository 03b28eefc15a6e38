package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that no list of an archive refers to are not converted, and cause a warning. */
class LeftoversTest {
  private static final ImageFixture APP = ImageFixture.hello("app:1.0");
  private static final String HEX = "0123456789abcdef".repeat(4);

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  @ParameterizedTest
  @EnumSource
  void convert_whatAnyWriterWrites_leavesNothing(DialectFixture dialect) throws IOException {
    assertEquals(List.of(), bench.convert(dialect.archive(APP)).warnings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s/layer.tar", "%s.json", "sha256:%s", "%s.tar.gz", "rootfs.tar"})
  void convert_layerOrConfigThatIsNotListed_warns(String name) throws IOException {
    ArchiveFixture archive =
        DockerSave.of(APP).archive().file(name.formatted(HEX), "x").file("README.md", "x");
    Workbench.Done done = bench.convert(archive);
    assertEquals(List.of("unlisted-files"), done.warnings());
    assertTrue(done.report().warnings().get(0).text().contains(name.formatted(HEX)));
  }

  @Test
  void convert_wholeLayerFolderThatIsNotListed_warns() throws IOException {
    ArchiveFixture archive = DockerSave.of(APP)
        .archive()
        .file(HEX + "/VERSION", "1.0")
        .file(HEX + "/json", "{}")
        .file(HEX + "/layer.tar", "x");
    assertEquals(List.of("unlisted-files"), bench.convert(archive).warnings());
  }

  @Test
  void convert_imageThatTheIndexDoesNotName_warns() throws IOException {
    OciSave save = OciSave.of(Packing.PLAIN, APP);
    save.image(APP.command("/other"), Packing.PLAIN);
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(List.of("unlisted-files"), done.warnings());
    assertTrue(done.report().warnings().get(0).text().contains("and 1 more"));
  }

  @Test
  void convert_v1LayerWithoutJsonThatNothingNames_warns() throws IOException {
    ArchiveFixture archive = V1Save.hello("x:1").archive().file(HEX + "/layer.tar", "x");
    assertEquals(List.of("unlisted-files"), bench.convert(archive).warnings());
  }
}
