package io.github.layerlift.convert;

import static io.github.layerlift.fixture.Workbench.usual;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptionsBuilder;
import io.github.layerlift.options.Limits;
import io.github.layerlift.options.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams that never end, or that nobody closes, are refused as soon as they are recognised. */
@Timeout(60)
class EndlessStreamTest {
  private static final byte[] ARCHIVE =
      DockerSave.of(ImageFixture.hello("hello:1.0")).archive().bytes();

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private LayerliftException refuse(
      ErrorCode code, InputStream in, UnaryOperator<ConvertOptionsBuilder> options) {
    return bench.refuse(
        code,
        new Input.OfStream("standard input", in),
        new Output.TarFile(bench.output(), false),
        Workbench.options(options));
  }

  private static InputStream endless(byte value, byte... first) {
    return new SequenceInputStream(new ByteArrayInputStream(first), new InputStream() {
      @Override
      public int read() {
        return value;
      }

      @Override
      public int read(byte[] into, int start, int length) {
        Arrays.fill(into, start, start + length, value);
        return length;
      }
    });
  }

  /** A pipe that stays open: reading more than is there would block forever. */
  private static InputStream open(byte[] first) {
    return new SequenceInputStream(new ByteArrayInputStream(first), new InputStream() {
      @Override
      public int read() {
        throw new AssertionError("waits for what never comes");
      }

      @Override
      public int read(byte[] into, int start, int length) {
        return read();
      }
    });
  }

  @Test
  void convert_zerosWithoutEnd_isNoArchive() {
    LayerliftException fault = refuse(ErrorCode.NOT_AN_ARCHIVE, endless((byte) 0), usual());
    assertTrue(fault.getMessage().contains("begins with zeros only"), fault.getMessage());
  }

  @Test
  void convert_rubbishWithoutEnd_isNoArchive() {
    refuse(ErrorCode.NOT_AN_ARCHIVE, endless((byte) 0x80), usual());
  }

  @Test
  void convert_webPageOnAPipeThatStaysOpen_isToldAtOnce() {
    byte[] page = "<!DOCTYPE html><html><title>404</title>\n".getBytes(UTF_8);
    LayerliftException fault = refuse(ErrorCode.NOT_AN_ARCHIVE, open(page), usual());
    assertTrue(fault.getMessage().contains("a web page"), fault.getMessage());
    refuse(ErrorCode.NOT_AN_ARCHIVE, open("Error: no such image\n".getBytes(UTF_8)), usual());
  }

  @Test
  void convert_zerosOrRubbishWithoutEndBehindTheArchive_namesItsEnd() {
    int end = lastData();
    for (byte value : new byte[] {0, 'x'}) {
      LayerliftException fault = refuse(ErrorCode.INPUT_ENDLESS, endless(value, ARCHIVE), usual());
      assertEquals(end, fault.offset().orElseThrow());
      assertEquals(
          "head -c " + (end + 1024) + " | Converter.convert(-) reads only the archive",
          fault.hint().orElseThrow());
    }
  }

  @Test
  void convert_plainStreamPastTheLimit_namesTheOption() {
    Limits small = new Limits(8 << 20, 128, 99, 10, 16, ARCHIVE.length - 1, 100);
    LayerliftException fault = refuse(
        ErrorCode.UNPACKED_TOO_BIG,
        new ByteArrayInputStream(ARCHIVE),
        options -> options.reading(ReadOptions.builder().limits(small).build()));
    assertTrue(fault.hint().orElseThrow().contains("Limits.unpackedBytes"));
  }

  /** Where the zeros at the archive's end start. */
  private static int lastData() {
    int end = ARCHIVE.length;
    while (ARCHIVE[end - 1] == 0) {
      end--;
    }
    return (end + 511) / 512 * 512;
  }
}
