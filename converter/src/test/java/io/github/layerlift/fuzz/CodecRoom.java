package io.github.layerlift.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.image.Compression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Unpacks bytes, in large and in small pieces. */
final class CodecRoom implements Room {
  static final Decoder DECODER = new Decoder(new UnpackLimits(4 << 20, 1_000));

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (Packing packing : Packing.values()) {
      seeds.add(packing.pack(LayerTar.of("hello", "hello, world")));
      seeds.add(packing.pack(new byte[0]));
    }
    return seeds;
  }

  @Override
  public void read(byte[] data) throws IOException {
    Compression compression = Compression.detect(data);
    byte[] whole;
    try (InputStream in = DECODER.open(compression, new ByteArrayInputStream(data), "fuzzed")) {
      whole = in.readAllBytes();
    }
    assertTrue(compression == Compression.NONE || whole.length <= 4 << 20);
    try (InputStream in = DECODER.open(compression, new ByteArrayInputStream(data), "fuzzed")) {
      byte[] start = in.readNBytes(Math.min(7, whole.length));
      in.skipNBytes(whole.length - start.length);
      assertTrue(in.read() < 0);
      assertArrayEquals(Arrays.copyOf(whole, start.length), start);
    }
  }
}
