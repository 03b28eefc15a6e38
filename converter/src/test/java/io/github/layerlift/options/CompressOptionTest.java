package io.github.layerlift.options;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.report.ConversionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressOptionTest extends WithWorkbench {
  private static final ImageFixture APP = ImageFixture.image()
      .layer(LayerTar.random(1_300_000, 5))
      .layer("b", "b")
      .layer("b", "b")
      .layer(LayerTar.empty())
      .tag("app:1.0");

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "gzip:1", "gzip:9", "zstd", "zstd:1", "zstd:19"})
  void convert_compressed_keepsImageIdAndDiffIds(String compress) throws IOException {
    Workbench.Done done =
        bench.convert(DockerSave.of(APP).archive(), options -> options.compress(compress));
    OutputImage image = done.image("app:1.0");
    assertEquals("sha256:" + APP.id(), image.id());
    String type = OciSave.LAYER + "+" + compress.substring(0, 4);
    assertEquals(List.of(type, type, type, type), image.mediaTypes());
    assertEquals(image.layers().get(1), image.layers().get(2));
    assertEquals(2 + 3, done.archive().blobs().size());
    assertEquals(
        APP.diffIds(),
        done.report().images().get(0).layers().stream()
            .map(ConversionReport.Layer::diffId)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd:3"})
  void convert_onAnyNumberOfThreads_givesTheSameBytes(String compress) throws IOException {
    ArchiveFixture archive = DockerSave.of(APP).archive();
    byte[] one = bench
        .convert(
            archive,
            options ->
                options.compress(compress).reading(ReadOptions.builder().jobs(1).build()))
        .tar();
    for (int jobs : new int[] {2, 3, 8}) {
      assertArrayEquals(
          one,
          bench
              .convert(
                  archive,
                  options -> options
                      .compress(compress)
                      .reading(ReadOptions.builder().jobs(jobs).build()))
              .tar());
    }
  }

  /**
   * In a file, layers are compressed into their places, unless their sizes have so many fewer
   * digits that the documents take a block less, as with 600 layers; in a stream, never.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 40, 600})
  void convert_toAFileOrAStream_givesTheSameBytes(int layers) throws IOException {
    ImageFixture image = ImageFixture.image().tag("app:1.0");
    for (int i = 0; i < layers; i++) {
      image = image.layer("f" + i, "x".repeat(i));
    }
    // the same once more, so that the last one written is not needed
    ArchiveFixture archive = DockerSave.of(image.layer("f0", "")).archive();
    byte[] file = bench.convert(archive, options -> options.compress("gzip")).tar();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Converter.convert(
        new Input.OfPath(bench.input(archive)),
        new Output.TarStream("stream", Channels.newChannel(stream)),
        Workbench.options(options -> options.compress("gzip")));
    assertArrayEquals(stream.toByteArray(), file);
  }

  @ParameterizedTest
  @EnumSource
  void convert_anyDialect_isSoundAndTheSameAgain(DialectFixture dialect) throws IOException {
    ArchiveFixture archive = dialect.archive(ImageFixture.hello("hello:1.0"));
    byte[] packed = bench.convert(archive, options -> options.compress("gzip")).tar();
    Path again = bench.input(packed);
    assertArrayEquals(
        packed, bench.convert(again, options -> options.compress("gzip")).tar());
  }

  @Test
  void convert_packedLayers_stayAsTheyAre() throws IOException {
    ArchiveFixture archive = DialectFixture.CRANE.archive(ImageFixture.hello("hello:1.0"));
    assertArrayEquals(
        bench.convert(archive).tar(),
        bench.convert(archive, options -> options.compress("gzip")).tar());
  }

  @Test
  void convert_packedLayerAmongPlainOnes_staysAndTheOthersArePacked() throws IOException {
    ImageFixture image = ImageFixture.hello("hello:1.0");
    String name = DockerSave.of(image).v1Id(image, 0) + "/layer.tar";
    ArchiveFixture archive = DockerSave.of(image)
        .archive()
        .with(name, Packing.ZSTD.pack(image.layers().get(0)));
    List<String> types =
        bench.convert(archive, options -> options.compress("gzip")).image().mediaTypes();
    assertTrue(types.get(0).endsWith("+zstd"), "what is compressed already stays: " + types);
    assertTrue(types.stream().skip(1).allMatch(type -> type.endsWith("+gzip")), types.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "gz", "gzip:", "gzip:0", "gzip:10", "zstd:0", "zstd:23", "xz", "gzip:fast"})
  void convert_unknownWay_isRefused(String compress) throws IOException {
    LayerliftException fault = bench.refuse(
        ErrorCode.BAD_OPTION, DockerSave.of(APP).archive(), options -> options.compress(compress));
    assertTrue(fault.getMessage().contains("the compression"), fault.getMessage());
  }
}
