package io.github.layerlift.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.CountingInputStream;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Compression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

  private static final UnpackLimits WIDE = new UnpackLimits(1L << 40, 10_000);
  private static final byte[] TEXT = "some text, some text, some text".getBytes(UTF_8);

  @ParameterizedTest
  @EnumSource
  void open_packedBytes_same(Compression compression) throws Exception {
    byte[] plain = random(300_000);
    assertArrayEquals(plain, unpack(compression, Packed.of(compression, plain)));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void open_nothingPacked_nothing(Compression compression) throws Exception {
    assertEquals(0, unpack(compression, Packed.of(compression, new byte[0])).length);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void open_severalMembers_allOfThem(Compression compression) throws Exception {
    byte[] one = Packed.of(compression, TEXT);
    byte[] none = Packed.of(compression, new byte[0]);
    byte[] both = Packed.join(one, none, one);
    assertArrayEquals(Packed.join(TEXT, TEXT), unpack(compression, both));
  }

  @Test
  void openFile_zerosAfterGzip_passedOver() throws Exception {
    byte[] padded = Packed.join(Packed.of(Compression.GZIP, TEXT), new byte[10_240]);
    assertArrayEquals(TEXT, openFile(padded));
    LayerliftException fault =
        Faults.expect(ErrorCode.COMPRESSION_CORRUPT, () -> unpack(Compression.GZIP, padded));
    assertTrue(fault.getMessage().startsWith("zeros follow the end of the gzip data, at byte "));
  }

  @Test
  void openFile_moreThanZerosAfterGzip_corrupt() {
    byte[] one = Packed.of(Compression.GZIP, TEXT);
    for (byte[] after : List.of(one, new byte[] {1})) {
      byte[] padded = Packed.join(one, new byte[512], after);
      LayerliftException fault =
          Faults.expect(ErrorCode.COMPRESSION_CORRUPT, () -> openFile(padded));
      assertEquals(
          "unexpected data follows the end of the gzip data, at byte " + one.length
              + " (entry \"file\")",
          fault.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void open_gzipHeaderWithoutEnd_corruptBeforeItIsKept(int nameOrComment) {
    byte[] header = {0x1f, (byte) 0x8b, 8, (byte) nameOrComment, 0, 0, 0, 0, 0, 3};
    CountingInputStream endless = new CountingInputStream(
        new SequenceInputStream(new ByteArrayInputStream(header), new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        }));
    Faults.expect(
        ErrorCode.COMPRESSION_CORRUPT,
        () -> new Decoder(WIDE).open(Compression.GZIP, endless, "file"));
    assertTrue(endless.getCount() < 200_000, "read " + endless.getCount());
  }

  @Test
  void open_zstdSkippableFrames_skipped() throws Exception {
    byte[] skip = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};
    byte[] one = Packed.of(Compression.ZSTD, TEXT);
    byte[] all = Packed.join(skip, one, skip, one, skip);
    assertEquals(Compression.ZSTD, Compression.detect(all));
    assertArrayEquals(Packed.join(TEXT, TEXT), unpack(Compression.ZSTD, all));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void read_cutAnywhere_corrupt(Compression compression) {
    byte[] packed = Packed.of(compression, random(500));
    for (int length = 1; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      String shown = length + " of " + packed.length;
      LayerliftException fault =
          assertThrows(LayerliftException.class, () -> unpack(compression, cut), shown);
      assertEquals(ErrorCode.COMPRESSION_CORRUPT, fault.code(), shown);
      assertEquals("layer", fault.entry().orElseThrow());
      String end = "data is truncated after " + length + " bytes";
      assertTrue(fault.getMessage().contains(end), fault.getMessage());
      assertTrue(fault.hint().orElseThrow().contains("cat "), fault.hint().orElseThrow());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void read_secondMemberCut_corrupt(Compression compression) {
    byte[] one = Packed.of(compression, random(300));
    byte[] two = Packed.join(one, one);
    for (int length = one.length + 1; length < two.length; length++) {
      byte[] cut = Arrays.copyOf(two, length);
      String shown = length - one.length + " of " + one.length;
      LayerliftException fault =
          assertThrows(LayerliftException.class, () -> unpack(compression, cut), shown);
      assertEquals(ErrorCode.COMPRESSION_CORRUPT, fault.code(), shown);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void read_garbageAfter_corrupt(Compression compression) {
    byte[] packed = Packed.join(Packed.of(compression, TEXT), "garbage, and more".getBytes(UTF_8));
    Faults.expect(ErrorCode.COMPRESSION_CORRUPT, () -> unpack(compression, packed));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void read_noSuchFormat_corrupt(Compression compression) {
    Faults.expect(ErrorCode.COMPRESSION_CORRUPT, () -> unpack(compression, random(600)));
  }

  /**
   * Flips bits: the result is one of our exceptions, or bytes, since some bits mean nothing; never
   * another exception.
   */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void read_oneBitFlipped_ourFaultOrBytes(Compression compression) throws IOException {
    byte[] plain = random(300);
    byte[] packed = Packed.of(compression, plain);
    int refused = 0;
    for (int i = 0; i < packed.length; i++) {
      byte[] damaged = packed.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      try {
        unpack(compression, damaged);
      } catch (LayerliftException e) {
        assertEquals(ErrorCode.COMPRESSION_CORRUPT, e.code());
        refused++;
      }
    }
    int expected = compression == Compression.ZSTD ? 4 : packed.length / 2;
    assertTrue(refused >= expected, refused + " of " + packed.length);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void read_moreThanLimit_tooBig(Compression compression) throws Exception {
    byte[] packed = Packed.of(compression, TEXT);
    Decoder exact = new Decoder(new UnpackLimits(TEXT.length, 1));
    assertArrayEquals(TEXT, unpack(exact, compression, packed));
    Decoder small = new Decoder(new UnpackLimits(TEXT.length - 1, 1));
    LayerliftException fault =
        Faults.expect(ErrorCode.UNPACKED_TOO_BIG, () -> unpack(small, compression, packed));
    assertTrue(fault.hint().orElseThrow().contains("Limits.unpackedBytes"));
  }

  @Test
  void read_moreThanRatio_tooBigFrom64MiB() throws Exception {
    byte[] mebibyte = Packed.of(Compression.ZSTD, new byte[1 << 20]);
    byte[][] many = new byte[66][];
    Arrays.fill(many, mebibyte);
    Decoder decoder = new Decoder(new UnpackLimits(1L << 40, 1000));
    byte[] most = Packed.join(Arrays.copyOf(many, 64));
    assertEquals(64 << 20, drain(decoder, Compression.ZSTD, most));
    LayerliftException fault = Faults.expect(
        ErrorCode.UNPACKED_TOO_BIG, () -> drain(decoder, Compression.ZSTD, Packed.join(many)));
    assertTrue(fault.hint().orElseThrow().contains("Limits.unpackRatio"));
    Decoder wide = new Decoder(new UnpackLimits(1L << 40, 100_000));
    assertEquals(66 << 20, drain(wide, Compression.ZSTD, Packed.join(many)));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void openFile_packedTwiceOrThrice_unpackedToTheEnd(Compression inner) throws Exception {
    for (Compression outer : Compression.values()) {
      byte[] twice = Packed.of(outer, Packed.of(inner, TEXT));
      assertArrayEquals(TEXT, openFile(twice), outer.toString());
    }
    byte[] thrice = Packed.of(Compression.GZIP, Packed.of(inner, Packed.of(inner, TEXT)));
    assertArrayEquals(TEXT, openFile(thrice));
  }

  @Test
  void openFile_packedFourTimes_refused() {
    byte[] packed = TEXT;
    for (int i = 0; i < 4; i++) {
      packed = Packed.of(Compression.GZIP, packed);
    }
    byte[] all = packed;
    Faults.expect(ErrorCode.UNPACKED_TOO_BIG, () -> openFile(all));
  }

  @Test
  void openFile_packedTwice_ratioIsThatOfTheFile() {
    byte[] zeros = Packed.of(Compression.GZIP, new byte[80 << 20]);
    byte[] twice = Packed.of(Compression.GZIP, zeros);
    Decoder decoder = new Decoder(new UnpackLimits(1L << 40, 2 * (80 << 20) / zeros.length));
    LayerliftException fault = Faults.expect(
        ErrorCode.UNPACKED_TOO_BIG,
        () -> decoder
            .openFile(new ByteArrayInputStream(twice), "file")
            .plain()
            .transferTo(OutputStream.nullOutputStream()));
    assertTrue(fault.hint().orElseThrow().contains("Limits.unpackRatio"));
  }

  @Test
  void openFile_zerosWithoutEndAfterGzip_refused() {
    InputStream endless = new SequenceInputStream(
        new ByteArrayInputStream(Packed.of(Compression.GZIP, TEXT)), new InputStream() {
          @Override
          public int read() {
            return 0;
          }
        });
    Faults.expect(
        ErrorCode.COMPRESSION_CORRUPT,
        () -> new Decoder(WIDE).openFile(endless, "file").plain().readAllBytes());
  }

  @Test
  void open_xzWith128MiB_unpacked_andAskedForMore_limitIsTold() throws Exception {
    assertArrayEquals(TEXT, unpack(Compression.XZ, xzWithDictionary(27)));
    LayerliftException fault =
        Faults.expect(ErrorCode.WINDOW_TOO_BIG, () -> unpack(Compression.XZ, xzWithDictionary(28)));
    assertTrue(fault.getMessage().contains("exceeds the limit of 128 MiB"), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("Limits.windowBytes"));
    Decoder wide = new Decoder(new UnpackLimits(1L << 40, 10_000, 256L << 20));
    assertArrayEquals(TEXT, unpack(wide, Compression.XZ, xzWithDictionary(28)));
  }

  @Test
  void open_zstdWithALargeWindow_limitIsTold() throws Exception {
    byte[] packed = zstdWithWindow(28);
    LayerliftException fault =
        Faults.expect(ErrorCode.WINDOW_TOO_BIG, () -> unpack(Compression.ZSTD, packed));
    assertTrue(fault.getMessage().contains("exceeds the limit of 128 MiB"), fault.getMessage());
    Decoder wide = new Decoder(new UnpackLimits(1L << 40, 10_000, 256L << 20));
    assertArrayEquals(TEXT, unpack(wide, Compression.ZSTD, packed));
    assertArrayEquals(TEXT, unpack(Compression.ZSTD, zstdWithWindow(27)));
  }

  private static byte[] openFile(byte[] packed) throws IOException {
    return new Decoder(WIDE)
        .openFile(new ByteArrayInputStream(packed), "file")
        .plain()
        .readAllBytes();
  }

  /** A stream whose block header requests a dictionary of 2^log bytes: byte 16, under a CRC. */
  private static byte[] xzWithDictionary(int log) {
    byte[] xz = Packed.of(Compression.XZ, TEXT);
    xz[16] = (byte) ((log - 12) * 2);
    CRC32 crc = new CRC32();
    crc.update(xz, 12, 8);
    ByteBuffer.wrap(xz).order(ByteOrder.LITTLE_ENDIAN).putInt(20, (int) crc.getValue());
    return xz;
  }

  /** A frame of one raw block whose header requests a window of 2^log bytes. */
  private static byte[] zstdWithWindow(int log) {
    int block = TEXT.length << 3 | 1;
    byte[] header = {
      0x28,
      (byte) 0xb5,
      0x2f,
      (byte) 0xfd,
      0,
      (byte) ((log - 10) << 3),
      (byte) block,
      (byte) (block >> 8),
      (byte) (block >> 16)
    };
    return Packed.join(header, TEXT);
  }

  @Test
  void open_plain_isTheStreamItself() throws Exception {
    InputStream in = new ByteArrayInputStream(TEXT);
    assertSame(in, new Decoder(WIDE).open(Compression.NONE, in, "layer"));
  }

  @Test
  void read_ownFaultInside_passesThrough() {
    InputStream failing = new InputStream() {
      @Override
      public int read() throws IOException {
        throw Fault.of(ErrorCode.READ_FAILED, "disk").exception();
      }

      @Override
      public int read(byte[] into, int start, int length) throws IOException {
        return read();
      }
    };
    for (Compression compression : Compression.values()) {
      if (compression != Compression.NONE) {
        Faults.expect(ErrorCode.READ_FAILED, () -> drain(new Decoder(WIDE), compression, failing));
      }
    }
  }

  @Test
  void skip_andSingleReads_sameBytes() throws Exception {
    byte[] packed = Packed.of(Compression.GZIP, TEXT);
    try (InputStream in =
        new Decoder(WIDE).open(Compression.GZIP, new ByteArrayInputStream(packed), "layer")) {
      assertEquals(TEXT[0], in.read());
      assertEquals(4, in.skip(4));
      assertEquals(TEXT[5], in.read());
      assertFalse(in.markSupported());
      assertEquals(TEXT.length - 6, in.readAllBytes().length);
      assertEquals(-1, in.read());
      assertEquals(0, in.skip(5));
    }
  }

  @Test
  void close_stream_closesPacked() throws Exception {
    boolean[] closed = {false};
    InputStream packed = new ByteArrayInputStream(Packed.of(Compression.XZ, TEXT)) {
      @Override
      public void close() {
        closed[0] = true;
      }
    };
    new Decoder(WIDE).open(Compression.XZ, packed, "layer").close();
    assertTrue(closed[0]);
  }

  private static byte[] unpack(Compression compression, byte[] packed) throws IOException {
    return unpack(new Decoder(WIDE), compression, packed);
  }

  private static byte[] unpack(Decoder decoder, Compression compression, byte[] packed)
      throws IOException {
    try (InputStream in = decoder.open(compression, new ByteArrayInputStream(packed), "layer")) {
      return in.readAllBytes();
    }
  }

  private static long drain(Decoder decoder, Compression compression, byte[] packed)
      throws IOException {
    return drain(decoder, compression, new ByteArrayInputStream(packed));
  }

  private static long drain(Decoder decoder, Compression compression, InputStream packed)
      throws IOException {
    byte[] chunk = new byte[1 << 16];
    long total = 0;
    try (InputStream in = decoder.open(compression, packed, "layer")) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        total += count;
      }
    }
    return total;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
