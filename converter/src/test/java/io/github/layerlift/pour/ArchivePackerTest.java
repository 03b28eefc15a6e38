package io.github.layerlift.pour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivePackerTest {
  private static final int MANY = 9 << 20;

  private static CompressionMethod method(String text) {
    return CompressionMethod.parseForArchive(text).orElseThrow();
  }

  private static byte[] mixed(int size) {
    byte[] bytes = new byte[size];
    Random random = new Random(size);
    for (int i = 0; i < size; i += 3) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static byte[] pack(byte[] plain, String how, int threads, int step) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchivePacker packer = new ArchivePacker(method(how), threads, packed -> {
      byte[] some = new byte[packed.remaining()];
      packed.get(some);
      out.write(some);
    })) {
      for (int at = 0; at < plain.length; at += step) {
        packer.write(ByteBuffer.wrap(plain, at, Math.min(step, plain.length - at)));
      }
      packer.finish();
    }
    return out.toByteArray();
  }

  private static byte[] unpack(byte[] packed, String how) throws IOException {
    Decoder decoder = new Decoder(new UnpackLimits(1L << 30, 100_000));
    try (InputStream in =
        decoder.open(method(how).kind(), new ByteArrayInputStream(packed), "packed")) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip:1", "zstd", "xz:1"})
  void write_manyBlocks_sameBytesWithAnyThreadsAndSteps(String how) throws IOException {
    byte[] plain = mixed(MANY);
    byte[] packed = pack(plain, how, 1, 512);
    assertArrayEquals(plain, unpack(packed, how));
    assertArrayEquals(packed, pack(plain, how, 2, 1 << 20));
    assertArrayEquals(packed, pack(plain, how, 20, MANY));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 1 << 20, (1 << 20) + 1})
  void write_anySize_comesBack(int size) throws IOException {
    byte[] plain = mixed(size);
    assertArrayEquals(plain, unpack(pack(plain, "gzip:6", 2, 999), "gzip:6"));
  }

  @Test
  void finish_fullBlock_noEmptyOneFollows() throws IOException {
    byte[] plain = mixed(1 << 20);
    byte[] once = pack(plain, "gzip:6", 1, plain.length);
    byte[] twice = pack(Arrays.copyOf(plain, 2 << 20), "gzip:6", 1, plain.length);
    assertArrayEquals(once, Arrays.copyOf(twice, once.length));
  }
}
