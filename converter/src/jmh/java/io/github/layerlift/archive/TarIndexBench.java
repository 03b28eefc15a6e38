package io.github.layerlift.archive;

import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.TarIndex;
import io.github.layerlift.tar.TarLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Lists archives of many small entries, which is what an index takes longest for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TarIndexBench {
  @Param({"100", "10000"})
  private int entries;

  private Path file;
  private FileSource source;

  @Setup
  public void write() throws IOException {
    file = Files.createTempFile("layerlift-bench", ".tar");
    byte[] content = "1.0".getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (int i = 0; i < entries; i++) {
        TarArchiveEntry entry = new TarArchiveEntry("layer-" + i + "/VERSION");
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    source = FileSource.open(file);
  }

  @TearDown
  public void close() throws IOException {
    source.close();
    Files.delete(file);
  }

  @Benchmark
  public TarIndex index() throws LayerliftException {
    return TarIndex.of(
        source, 0, new TarLimits(Integer.MAX_VALUE, 1L << 40, 10_000), new Cancellation());
  }
}
