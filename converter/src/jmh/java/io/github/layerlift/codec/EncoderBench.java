package io.github.layerlift.codec;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Compresses one block, half noise and half words, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EncoderBench {
  @Param({"gzip:1", "gzip:6", "zstd:1", "zstd:3"})
  private String packing;

  private BlockEncoder encoder;
  private byte[] block;

  @Setup
  public void make() {
    encoder = BlockEncoder.maker(CompressionMethod.parse(packing).orElseThrow()).get();
    block = new byte[encoder.blockSize()];
    SplittableRandom random = new SplittableRandom(1);
    for (int at = 0; at < block.length; at++) {
      block[at] = (byte) ((at >> 10) % 2 == 0 ? random.nextInt(256) : "layer of ".charAt(at % 9));
    }
  }

  @TearDown
  public void close() {
    encoder.close();
  }

  @Benchmark
  public byte[] encode() {
    return encoder.encode(block, block.length);
  }
}
