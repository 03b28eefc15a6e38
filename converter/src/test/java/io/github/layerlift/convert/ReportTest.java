package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  @Test
  void convert_dockerArchive_namesTheV1IdsOfEachLayer() throws IOException {
    ImageFixture image =
        ImageFixture.image().layer("a", "1").layer("b", "2").layer("a", "1").tag("x:1");
    DockerSave save = DockerSave.of(image);
    List<ConversionReport.Layer> layers =
        bench.convert(save.archive()).report().images().get(0).layers();
    assertEquals(
        Set.of(save.v1Id(image, 0), save.v1Id(image, 2)),
        Set.copyOf(layers.get(0).v1Ids()));
    assertEquals(List.of(save.v1Id(image, 1)), layers.get(1).v1Ids());
    assertEquals(
        image.diffIds(), layers.stream().map(ConversionReport.Layer::diffId).toList());
    assertEquals(image.layers().get(0).length, layers.get(0).size());
    assertEquals(OciSave.LAYER, layers.get(0).mediaType());
  }

  @Test
  void convert_v1Archive_namesTheV1IdsOfEachLayer() throws IOException {
    V1Save save = V1Save.hello("x:1");
    List<ConversionReport.Layer> layers =
        bench.convert(save.archive()).report().images().get(0).layers();
    assertEquals(save.ids(), layers.stream().map(layer -> layer.v1Ids().get(0)).toList());
  }

  @Test
  void convert_foldersWithoutJson_areNoV1Ids() throws IOException {
    ImageFixture image = ImageFixture.hello("x:1");
    DockerSave save = DockerSave.of(image);
    ArchiveFixture archive = save.archive().without(save.v1Id(image, 0) + "/json");
    assertEquals(
        List.of(),
        bench.convert(archive).report().images().get(0).layers().get(0).v1Ids());
  }

  @Test
  void convert_anything_reportsWhatIsInTheOutput() throws IOException {
    ImageFixture image = ImageFixture.hello("x:1").tag("y:2");
    byte[] archive = DockerSave.of(image).archive().bytes();
    Workbench.Done done = bench.convert(Packing.GZIP.pack(archive));
    ConversionReport.Image reported = done.report().images().get(0);
    OutputImage found = done.image("x:1");
    assertEquals(found.id(), reported.id());
    assertEquals(found.manifestDigest(), reported.manifestDigest());
    assertEquals(
        found.layers(),
        reported.layers().stream().map(ConversionReport.Layer::digest).toList());
    assertEquals(List.of("docker.io/library/x:1", "docker.io/library/y:2"), reported.tags());
    assertEquals("linux/amd64", reported.platform());
    assertEquals("2016-02-04T12:00:00.120Z", reported.created());
    assertEquals("gzip", done.report().compression());
    assertEquals(Packing.GZIP.pack(archive).length, done.report().inputBytes());
    assertEquals(done.tar().length, done.report().outputBytes());
    assertTrue(done.report().duration().toNanos() > 0);
  }

  @Test
  void convert_stream_countsItsBytes() throws IOException {
    byte[] archive = DockerSave.of(ImageFixture.hello("x:1")).archive().bytes();
    ConversionReport report = bench.pipe(archive).report();
    assertEquals(archive.length, report.inputBytes());
    assertEquals("standard input", report.input());
    assertEquals("standard output", report.output());
  }

  @Test
  void convert_packedLayer_reportsItsPackedSize() throws IOException {
    ImageFixture image = ImageFixture.image().layer("a", "1").tag("x:1");
    byte[] packed = Packing.GZIP.pack(image.layers().get(0));
    String name = DockerSave.of(image).v1Id(image, 0) + "/layer.tar";
    ConversionReport.Layer layer = bench
        .convert(DockerSave.of(image).archive().with(name, packed))
        .report()
        .images()
        .get(0)
        .layers()
        .get(0);
    assertEquals(packed.length, layer.size());
    assertEquals(OciSave.LAYER + "+gzip", layer.mediaType());
    assertEquals(image.diffId(0), layer.diffId());
  }

  @Test
  void convert_done_leavesProgressAtItsLastStage() throws IOException {
    Progress progress = new Progress();
    bench.convert(
        DockerSave.of(ImageFixture.hello("x:1")).archive(),
        options -> options.reading(ReadOptions.builder()
            .monitor(new Monitor(progress, new Cancellation()))
            .build()));
    assertEquals(Progress.Stage.DONE, progress.stage());
  }
}
