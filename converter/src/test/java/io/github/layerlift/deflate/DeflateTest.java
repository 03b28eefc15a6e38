package io.github.layerlift.deflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.image.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTest {
  private static final int BLOCK = 1 << 20;

  /** In the style of a file system: texts, tables of numbers, noise and zeros, in pieces of all sizes. */
  static byte[] mixed(int length) {
    Random random = new Random(7);
    byte[] bytes = new byte[length];
    int at = 0;
    while (at < length) {
      int end = Math.min(length, at + 1 + random.nextInt(20_000));
      int kind = random.nextInt(5);
      for (; at < end; at++) {
        bytes[at] = switch (kind) {
          case 0 -> (byte) random.nextInt();
          case 1 -> (byte) (random.nextInt(4) * random.nextInt(3));
          case 2 -> (byte) (at % 4 == 0 ? at >> 2 : at >> 10);
          case 3 ->
            at < 30_000 ? (byte) 'x' : bytes[at - 1 - 7 * (random.nextInt(99) / 98) - 29_000];
          default -> 0;
        };
      }
    }
    return bytes;
  }

  private static byte[] encode(int level, byte[] plain) {
    byte[] out = new byte[Deflate.bound(plain.length)];
    return Arrays.copyOf(out, new Deflate(level).encode(plain, plain.length, out));
  }

  /** By zlib, which refuses what is not exactly a stream. */
  private static byte[] inflate(byte[] packed, int length) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    inflater.setInput(packed);
    byte[] plain = new byte[length + 1];
    int size = inflater.inflate(plain);
    assertTrue(inflater.finished());
    assertEquals(0, inflater.getRemaining());
    inflater.end();
    return Arrays.copyOf(plain, size);
  }

  private static void assertRoundTrip(int level, byte[] plain) throws DataFormatException {
    assertArrayEquals(plain, inflate(encode(level, plain), plain.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void encode_everyLevel_zlibReadsIt(int level) throws DataFormatException {
    byte[] mixed = mixed(BLOCK);
    assertRoundTrip(level, mixed);
    assertTrue(encode(level, mixed).length < BLOCK * 2 / 3);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 2, 3, 7, 8, 9, 16, 257, 258, 259, 265, 32_767, 32_768, 65_276, 65_277, 65_278, 65_535,
        65_536, 200_001
      })
  void encode_everySize_zlibReadsIt(int size) throws DataFormatException {
    byte[] noise = new byte[size];
    new Random(3).nextBytes(noise);
    for (int level : new int[] {1, 2, 6}) {
      assertRoundTrip(level, noise);
      assertRoundTrip(level, new byte[size]);
      assertRoundTrip(level, mixed(size));
    }
  }

  @Property(tries = 300)
  void encode_anyBytes_zlibReadsThem(
      @ForAll @Size(max = 3000) byte[] seed,
      @ForAll @IntRange(min = 1, max = 9) int level,
      @ForAll @IntRange(min = 1, max = 40) int times)
      throws DataFormatException {
    byte[] plain = new byte[seed.length * times];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) (seed[i % seed.length] & (i / 1000 % 2 == 0 ? 0xff : 3));
    }
    assertRoundTrip(level, plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void encode_noise_growsByItsHeadersOnly(int level) {
    byte[] noise = new byte[BLOCK];
    new Random(1).nextBytes(noise);
    assertEquals(BLOCK + 17 * 5, encode(level, noise).length);
  }

  @Test
  void encode_sameBytesLater_sameResult() {
    Deflate deflate = new Deflate(6);
    byte[] mixed = mixed(300_000);
    byte[] out = new byte[Deflate.bound(mixed.length)];
    byte[] first = Arrays.copyOf(out, deflate.encode(mixed, mixed.length, out));
    deflate.encode(new byte[5000], 5000, out);
    assertArrayEquals(first, Arrays.copyOf(out, deflate.encode(mixed, mixed.length, out)));
  }

  @Test
  void encode_bytesBehindTheLength_areNotLookedAt() throws DataFormatException {
    byte[] plain = "abcabcabcabcabcabcabcabcabc".getBytes(StandardCharsets.US_ASCII);
    byte[] out = new byte[Deflate.bound(10)];
    int size = new Deflate(9).encode(plain, 10, out);
    assertArrayEquals(Arrays.copyOf(plain, 10), inflate(Arrays.copyOf(out, size), 10));
  }

  /** Whoever changes these bytes changes the digests of everybody's layers. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, f067985d352d2da6dfaef4844a66d06c5371ecbd9530a4d195ac599fef8b3427",
    "1, 100001, 3ced2e1fa0caf95ac0b985a660783e4617d3e9508ffc36800d543d89d7d39dac",
    "1, 1048576, 04909b39a655ca88f7d9dc335c794929845fb2acfde1ec793b28edda62f047bf",
    "2, 1048576, a19466d086ab2a4aa5a5d7eda882413b2cea3ac1a621face104d3abc490cfc6c",
    "3, 1048576, b59af95bb875dc457bc42de66d99051a42af17297e07fe6ead891e9d4ccebda1",
    "4, 1048576, 038393c5505b7b7a716866d28e71f072722f2785abc4f336450ff15264494714",
    "5, 1048576, edd6dc505467b18ca582eb959ae97d1223f8a46cf42803067439018bc73bc18b",
    "6, 1048576, 2cb9f58ca9c419397484048fa9d5fdb0bfe9bf270c9d70fc4490f4fbda3dc44d",
    "7, 1048576, 8d408ce64e7a48117a06ed639990c8f8891f26c2e41355abab94b44a7bf8191e",
    "8, 1048576, b83916898082e44e532aa3b5aaf968930944a1de4e15e22c21fe0d252e8492a6",
    "9, 1048576, 7e4226f4c61cc3342a685616f3faa94b6eb56cd0b30794526f7e33d7d0329c90"
  })
  void encode_knownBytes_knownResult(int level, int size, String sha256) {
    assertEquals("sha256:" + sha256, Digest.of(encode(level, mixed(size))).toString());
  }

  @Test
  void new_unknownLevel_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Deflate(0));
    assertThrows(IllegalArgumentException.class, () -> new Deflate(10));
  }
}
