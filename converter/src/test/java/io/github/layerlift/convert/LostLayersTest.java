package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives with a part missing without a trace in the tar: zeros in its place, dangling links. */
class LostLayersTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final ArchiveFixture DOCKER = DockerSave.of(HELLO).archive();
  private static final String LAYER = DockerSave.of(HELLO).v1Id(HELLO, 1) + "/layer.tar";

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  @Test
  void convert_v1WithoutNamesAndZeroFilled_refusedWithTheSizeItWouldBeWhole() throws IOException {
    byte[] whole = V1Save.hello("x:1").withoutRepositories().archive().bytes();
    byte[] filled = Arrays.copyOf(whole, whole.length + 20_000);
    LayerliftException fault = bench.refuse(ErrorCode.TAR_TRUNCATED, filled);
    assertTrue(fault.hint().orElseThrow().contains("truncate -s " + whole.length));
    assertEquals(1, bench.convert(whole).images().size());
    assertEquals(
        1, bench.convert(Arrays.copyOf(whole, whole.length + 9_000)).images().size());
  }

  @Test
  void convert_v1WithNamesAndPadding_converts() throws IOException {
    byte[] whole = V1Save.hello("x:1").archive().bytes();
    Workbench.Done padded = bench.convert(Arrays.copyOf(whole, whole.length + (1 << 20)));
    assertEquals(1, padded.images().size());
    assertEquals(List.of(), padded.warnings());
  }

  /** Layers that were saved by name and lost their end look like layers that were saved by ID. */
  @Test
  void convert_v1WithoutNames_isWarnedOf() throws IOException {
    Workbench.Done done =
        bench.convert(V1Save.hello("x:1").withoutRepositories().archive());
    assertEquals(List.of("no-repositories"), done.warnings());
  }

  @Test
  void convert_blobsWithoutTheirIndex_saysThatItWasCut() throws IOException {
    ArchiveFixture blobs = ArchiveFixture.empty().file("blobs/sha256/" + HELLO.id(), "{}");
    bench.refuse(ErrorCode.TAR_TRUNCATED, blobs);
  }

  @Test
  void convert_layersOfLaterDockerAlone_refused() throws IOException {
    V1Save save = V1Save.hello("x:1").field("docker_version", "1.10.0").withoutRepositories();
    bench.refuse(ErrorCode.TAR_TRUNCATED, save.archive());
  }

  /** Docker 1.10 and later record only a made-up time for layers below the top one. */
  @Test
  void convert_lowerLayersOfLaterDockerAlone_refused() throws IOException {
    V1Save save = V1Save.hello("x:1")
        .withoutField("docker_version")
        .field("created", "1970-01-01T00:00:00Z")
        .withoutRepositories();
    bench.refuse(ErrorCode.TAR_TRUNCATED, save.archive());
  }

  @Test
  void convert_v1LayerThatEndsInZeros_isWarnedOf() throws IOException {
    byte[] layer = LayerTar.of("a", "1");
    byte[] filled = Arrays.copyOf(Arrays.copyOf(layer, 1024), 50_000);
    Workbench.Done done = bench.convert(V1Save.v1().layer(filled).tag("x:1").archive());
    assertEquals(List.of("layer-zeros"), done.warnings());
    Workbench.Done zeros =
        bench.convert(V1Save.v1().layer(new byte[50_000]).tag("x:1").archive());
    assertEquals(List.of("layer-zeros"), zeros.warnings());
  }

  @Test
  void convert_v1LayerPaddedOrWithAFileOfZeros_isNotWarnedOf() throws IOException {
    byte[] layer = LayerTar.of("a", "1");
    Workbench.Done padded =
        bench.convert(V1Save.v1().layer(Arrays.copyOf(layer, 10_240)).tag("x:1").archive());
    assertEquals(List.of(), padded.warnings());
    Workbench.Done zeros = bench.convert(
        V1Save.v1().layer(LayerTar.of("a", "\0".repeat(50_000))).tag("x:1").archive());
    assertEquals(List.of(), zeros.warnings());
  }

  @Test
  void convert_layerIsALinkToNothing_saysWhereToAndTheWayOut() throws IOException {
    LayerliftException docker = bench.refuse(
        ErrorCode.LAYER_MISSING, DOCKER.without(LAYER).symlink(LAYER, "../gone/layer.tar"));
    assertTrue(docker.getMessage().contains("\"../gone/layer.tar\""), docker.getMessage());
    assertTrue(docker.hint().orElseThrow().contains("--dereference"));
    V1Save v1 = V1Save.hello("x:1");
    String layer = v1.id() + "/layer.tar";
    LayerliftException old =
        bench.refuse(ErrorCode.LAYER_MISSING, v1.archive().without(layer).hardLink(layer, "gone"));
    assertTrue(old.getMessage().contains("\"gone\""), old.getMessage());
  }

  @Test
  void convert_linksInACircle_namesBoth() throws IOException {
    LayerliftException fault = bench.refuse(
        ErrorCode.LINK_LOOP, DOCKER.without(LAYER).symlink(LAYER, "../b").symlink("b", LAYER));
    assertTrue(fault.getMessage().contains("\"b\" leads back to \"" + LAYER + "\""));
  }

  @Test
  void convert_folderWhoseFilesAreLinksWithinIt_converts() throws IOException {
    Path image = DOCKER.unpack(Files.createDirectory(bench.inputs().resolve("image")));
    Path layer = image.resolve(LAYER);
    Files.createDirectory(image.resolve("store"));
    Files.move(layer, image.resolve("store/l"));
    for (String target :
        List.of("../store/l", "../../image/store/l", image.toRealPath() + "/store/l")) {
      Files.deleteIfExists(layer);
      Files.createSymbolicLink(layer, Path.of(target));
      OutputImage converted = bench.convert(image, Workbench.usual()).image();
      assertEquals("sha256:" + HELLO.id(), converted.id(), target);
    }
  }

  @Test
  void convert_folderWhoseFilesAreElsewhere_refusedWithTheCopyThatHelps() throws IOException {
    Path image = DOCKER.unpack(Files.createDirectory(bench.inputs().resolve("my image")));
    Path layer = image.resolve(LAYER);
    Files.move(layer, bench.inputs().resolve("elsewhere"));
    Files.createSymbolicLink(layer, Path.of("../../elsewhere"));
    LayerliftException fault = bench.refuse(ErrorCode.LINK_LEAVES, image, Workbench.usual());
    String hint = fault.hint().orElseThrow();
    assertTrue(hint.endsWith("cp -rL '" + image + "' COPY"), hint);
  }
}
