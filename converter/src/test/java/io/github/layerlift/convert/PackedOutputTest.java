package io.github.layerlift.convert;

import static io.github.layerlift.fixture.Workbench.options;
import static io.github.layerlift.fixture.Workbench.usual;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.Converter;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.image.Compression;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.report.ConversionReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are packed as a whole. */
class PackedOutputTest extends WithWorkbench {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final byte[] ARCHIVE = DockerSave.of(HELLO).archive().bytes();

  private static byte[] unpack(byte[] bytes) throws IOException {
    Compression kind = Compression.detect(bytes);
    Decoder decoder = new Decoder(new UnpackLimits(1L << 30, 100_000));
    try (InputStream in = decoder.open(kind, new ByteArrayInputStream(bytes), "output")) {
      return in.readAllBytes();
    }
  }

  private Path output(String name) {
    return bench.outputs().resolve(name);
  }

  private ConversionReport convert(Output output) throws IOException {
    return Converter.convert(new Input.OfPath(bench.input(ARCHIVE)), output, options(usual()));
  }

  @ParameterizedTest
  @CsvSource({
    "a.tar,NONE",
    "a,NONE",
    "a.gz,NONE",
    "a.tar.bz2,NONE",
    "a.tar.gz,GZIP",
    "a.tgz,GZIP",
    "A.TAR.GZ,GZIP",
    "a.tar.zst,ZSTD",
    "a.tar.xz,XZ",
    "a.tzst,ZSTD",
    "a.txz,XZ"
  })
  void convert_name_saysHowItIsPacked(String name, Compression expected) throws IOException {
    byte[] plain = bench.convert(ARCHIVE).tar();
    ConversionReport report = convert(new Output.TarFile(output(name), false));
    byte[] written = Files.readAllBytes(output(name));
    assertEquals(expected, Compression.detect(written));
    assertArrayEquals(plain, expected == Compression.NONE ? written : unpack(written));
    assertEquals(written.length, report.outputBytes());
    assertEquals(List.of(), report.warnings());
  }

  @Test
  void convert_packing_winsOverName() throws IOException {
    byte[] plain = bench.convert(ARCHIVE).tar();
    convert(new Output.TarFile(output("a.tar.gz"), false, Optional.of("none")));
    assertArrayEquals(plain, Files.readAllBytes(output("a.tar.gz")));
    convert(new Output.TarFile(output("b.tar.gz"), false, Optional.of("xz:1")));
    byte[] written = Files.readAllBytes(output("b.tar.gz"));
    assertEquals(Compression.XZ, Compression.detect(written));
    assertArrayEquals(plain, unpack(written));
  }

  @Test
  void convert_stream_packedIfAskedFor() throws IOException {
    byte[] plain = bench.convert(ARCHIVE).tar();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ConversionReport report =
        convert(new Output.TarStream("pipe", Channels.newChannel(out), Optional.of("zstd:1")));
    assertEquals(Compression.ZSTD, Compression.detect(out.toByteArray()));
    assertArrayEquals(plain, unpack(out.toByteArray()));
    assertEquals(out.size(), report.outputBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lz4", "gzip:0", "xz:10", ""})
  void convert_unknownPacking_refusedBeforeAnythingIsWritten(String packing) {
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> convert(new Output.TarFile(output("a.tar"), false, Optional.of(packing))));
    assertEquals(ErrorCode.BAD_OPTION, fault.code());
    assertFalse(Files.exists(output("a.tar")));
  }

  @Test
  void convert_broken_leavesNothing() throws IOException {
    byte[] broken = DockerSave.of(HELLO)
        .archive()
        .with(DockerSave.of(HELLO).v1Id(HELLO, 1) + "/layer.tar", LayerTar.of("other", "x"))
        .bytes();
    Path input = bench.input(broken);
    Output output = new Output.TarFile(output("a.tar.xz"), false);
    assertThrows(
        LayerliftException.class,
        () -> Converter.convert(new Input.OfPath(input), output, options(usual())));
    try (var files = Files.list(bench.outputs())) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void convert_existing_keptUnlessItMayBeReplaced() throws IOException {
    Path there = Files.write(output("a.tgz"), new byte[] {1});
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> convert(new Output.TarFile(there, false)));
    assertEquals(ErrorCode.TARGET_EXISTS, fault.code());
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(there));
    convert(new Output.TarFile(there, true));
    assertEquals(Compression.GZIP, Compression.detect(Files.readAllBytes(there)));
  }
}
