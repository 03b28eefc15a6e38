package io.github.layerlift.json;

import io.github.layerlift.report.LayerliftException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads a config with a long history, which is what most of an archive's JSON is. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonReaderBench {
  @Param({"10", "1000"})
  private int items;

  private final JsonReader reader = new JsonReader(new JsonLimits(8 << 20, 128));
  private byte[] config;

  @Setup
  public void write() {
    String item =
        "{\"created\":\"2015-06-01T12:00:00.123456789Z\",\"created_by\":\"/bin/sh -c #(nop) CMD\"}";
    String history = String.join(",", java.util.Collections.nCopies(items, item));
    config = ("{\"os\":\"linux\",\"history\":[" + history + "]}").getBytes(StandardCharsets.UTF_8);
  }

  @Benchmark
  public Object read() throws LayerliftException {
    return reader.read(config, "config");
  }
}
