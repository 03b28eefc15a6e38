package io.github.layerlift.pour;

import io.github.layerlift.image.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
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

/** What one thread of a pour does with 64 MiB: by block size, and step by step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HashBench {
  private static final int BYTES = 64 << 20;

  @Param({"65536", "262144", "1048576", "4194304"})
  private int block;

  private Path file;
  private Path copy;
  private FileChannel in;
  private FileChannel out;
  private ByteBuffer buffer;
  private final MessageDigest hash = Digest.newHash();

  @Setup
  public void open() throws IOException {
    file = Files.createTempFile("layerlift-bench", ".in");
    copy = Files.createTempFile("layerlift-bench", ".out");
    Files.write(file, new byte[BYTES]);
    in = FileChannel.open(file);
    out = FileChannel.open(copy, StandardOpenOption.WRITE);
    buffer = ByteBuffer.allocateDirect(block);
  }

  @TearDown
  public void close() throws IOException {
    in.close();
    out.close();
    Files.delete(file);
    Files.delete(copy);
  }

  /** Reading alone. */
  @Benchmark
  public long read() throws IOException {
    long at = 0;
    while (at < BYTES) {
      at += in.read(buffer.clear(), at);
    }
    return at;
  }

  /** Reading and hashing. */
  @Benchmark
  public byte[] readAndHash() throws IOException {
    for (long at = 0; at < BYTES; ) {
      at += in.read(buffer.clear(), at);
      hash.update(buffer.flip());
    }
    return hash.digest();
  }

  /** Reading, hashing and writing: a pour. */
  @Benchmark
  public byte[] readHashAndWrite() throws IOException {
    for (long at = 0; at < BYTES; ) {
      int count = in.read(buffer.clear(), at);
      hash.update(buffer.flip());
      out.write(buffer.flip(), at);
      at += count;
    }
    return hash.digest();
  }

  /** Reading and hashing, and a copy by the kernel: the pour that might have been. */
  @Benchmark
  public byte[] readHashAndTransfer() throws IOException {
    for (long at = 0; at < BYTES; ) {
      int count = in.read(buffer.clear(), at);
      hash.update(buffer.flip());
      in.transferTo(at, count, out.position(at));
      at += count;
    }
    return hash.digest();
  }
}
