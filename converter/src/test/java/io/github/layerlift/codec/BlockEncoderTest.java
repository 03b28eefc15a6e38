package io.github.layerlift.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.image.Compression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockEncoderTest {

  @ParameterizedTest
  @ValueSource(strings = {"gzip:1", "gzip:6", "gzip:9", "zstd:1", "zstd:19", "xz:1", "xz:9"})
  void encode_severalBlocks_oneStream(String text) throws IOException {
    CompressionMethod packing = CompressionMethod.parseForArchive(text).orElseThrow();
    try (BlockEncoder encoder = BlockEncoder.maker(packing).get()) {
      byte[] noise = new byte[encoder.blockSize()];
      new Random(1).nextBytes(noise);
      byte[] zeros = new byte[encoder.blockSize()];
      byte[] stream = Packed.join(
          encoder.encode(noise, noise.length),
          encoder.encode(zeros, 0),
          encoder.encode(zeros, zeros.length),
          encoder.encode(noise, 7));
      assertEquals(packing.kind(), Compression.detect(stream));
      assertArrayEquals(
          Packed.join(noise, zeros, Arrays.copyOf(noise, 7)), unpack(packing.kind(), stream));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "xz"})
  void encode_sameBlockLater_sameBytes(String text) {
    CompressionMethod packing = CompressionMethod.parseForArchive(text).orElseThrow();
    byte[] noise = new byte[5000];
    new Random(2).nextBytes(noise);
    try (BlockEncoder one = BlockEncoder.maker(packing).get();
        BlockEncoder other = BlockEncoder.maker(packing).get()) {
      byte[] first = one.encode(noise, 4000);
      one.encode(new byte[9], 9);
      assertArrayEquals(first, one.encode(noise, 4000));
      assertArrayEquals(first, other.encode(noise, 4000));
    }
  }

  @Test
  void encode_gzip_noNameAndNoTime() {
    try (BlockEncoder encoder =
        BlockEncoder.maker(CompressionMethod.parse("gzip").orElseThrow()).get()) {
      byte[] header = Arrays.copyOf(encoder.encode(new byte[1], 1), 10);
      assertArrayEquals(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff}, header);
    }
  }

  private static byte[] unpack(Compression kind, byte[] stream) throws IOException {
    Decoder decoder = new Decoder(new UnpackLimits(1L << 30, 100_000));
    try (InputStream in = decoder.open(kind, new ByteArrayInputStream(stream), "x")) {
      return in.readAllBytes();
    }
  }
}
