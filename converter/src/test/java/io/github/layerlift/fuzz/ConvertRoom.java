package io.github.layerlift.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.Converter;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fixture.OutputArchive;
import io.github.layerlift.fixture.Silence;
import io.github.layerlift.fixture.Soundness;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.Limits;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import io.github.layerlift.report.ConversionReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Converts a stream into a stream. The first byte says whether the rest is an archive's compact
 * form or a tar, and how to convert it.
 */
final class ConvertRoom implements Room {
  static final Limits LIMITS = new Limits(1 << 20, 128, 1_000, 100, 16, 4 << 20, 1_000);

  private static final int TAR = 1;
  private static final int GZIP = 2;
  private static final int ZSTD = 4;
  private static final int DROP_EMPTY = 8;
  private static final int PLATFORM = 16;
  private static final int SALVAGE = 32;

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] archive : Seeds.archives()) {
      seeds.add(seed(0, archive));
      seeds.add(seed(DROP_EMPTY | PLATFORM, archive));
      seeds.add(seed(SALVAGE, archive));
    }
    for (byte[] tar : Seeds.tars()) {
      seeds.add(seed(TAR | (seeds.size() % 2 == 0 ? GZIP : ZSTD), tar));
    }
    return seeds;
  }

  private static byte[] seed(int how, byte[] rest) {
    byte[] seed = new byte[rest.length + 1];
    seed[0] = (byte) how;
    System.arraycopy(rest, 0, seed, 1, rest.length);
    return seed;
  }

  @Override
  public void read(byte[] data) throws IOException {
    int how = data.length == 0 ? 0 : data[0];
    byte[] rest = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
    byte[] archive = (how & TAR) == 0 ? FuzzedArchive.of(rest).bytes() : FuzzedTar.of(rest);
    try (Sandbox sandbox = new Sandbox()) {
      try {
        convert(archive, options(how, sandbox.inside()));
      } finally {
        assertEquals(List.of(), Sandbox.names(sandbox.inside()), "something was left");
        sandbox.requireUntouched();
      }
    }
  }

  private static ConvertOptions options(int how, Path scratch) {
    String packing = (how & ZSTD) == 0 ? "gzip:1" : "zstd:1";
    return ConvertOptions.builder()
        .reading(ReadOptions.builder()
            .jobs(1)
            .limits(LIMITS)
            .tempFolder(scratch)
            .salvage((how & SALVAGE) == 0 ? Salvage.NONE : Salvage.RECOMPUTE)
            .build())
        .compress((how & (GZIP | ZSTD)) == 0 ? null : packing)
        .dropEmptyLayers((how & DROP_EMPTY) != 0)
        .platformInIndex((how & PLATFORM) != 0)
        .build();
  }

  private static void convert(byte[] archive, ConvertOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ConversionReport report = Converter.convert(
        new Input.OfStream("fuzzed", new ByteArrayInputStream(archive)),
        new Output.TarStream("output", Channels.newChannel(out)),
        options);
    assertEquals(out.size(), report.outputBytes());
    // a type that was wrong stays wrong, as the digest of its manifest; with a warning
    if (report.warnings().stream().noneMatch(it -> it.code() == WarningCode.LAYER_MEDIA_TYPE)) {
      Soundness.require(OutputArchive.ofTar(out.toByteArray()));
    }
    Silence.require(out.toByteArray(), report);
  }
}
