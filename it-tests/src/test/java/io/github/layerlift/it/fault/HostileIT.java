package io.github.layerlift.it.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.CraftedImage;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Mount;
import io.github.layerlift.it.machine.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every limit of {@code docs/limits.md}, from the command line, in a heap of 64 MiB and in a short
 * time: what exceeds it is refused early, and what is within passes.
 */
final class HostileIT {
  private static final String AREA = "A hostile archive";
  private static final String OUTCOME = "exit 4, little time, 64 MiB of heap, nothing left";
  private static final Duration MAX_TIME = Duration.ofSeconds(60);

  /** Bombs would fill this. */
  private static final long DISK = 256L << 20;

  @TempDir
  private Path folder;

  private Path input;

  @BeforeEach
  void name() throws IOException {
    input = Files.createDirectory(folder.resolve("in")).resolve("input");
    Files.createDirectory(folder.resolve("out"));
  }

  static Stream<Packer> packers() {
    return FaultLog.some(List.of(Packer.values()));
  }

  static Stream<Arguments> bombs() {
    return FaultLog.some(List.of(
        Arguments.of(Packer.GZIP, "--max-ratio=500"),
        Arguments.of(Packer.GZIP, "--max-unpacked=64M"),
        Arguments.of(Packer.ZSTD, "--max-unpacked=64M"),
        Arguments.of(Packer.ZSTD, "--max-ratio=1000"),
        Arguments.of(Packer.BZIP2, ""),
        Arguments.of(Packer.BZIP2, "--max-unpacked=64M"),
        Arguments.of(Packer.XZ, "--max-unpacked=64M"),
        Arguments.of(Packer.XZ, "--max-ratio=1000")));
  }

  /** Gigabytes, of which little is unpacked: the ratio or the size stops it. */
  @ParameterizedTest
  @MethodSource("bombs")
  void archive_bomb_refusedEarly(Packer packer, String option) throws Exception {
    Files.write(input, packer.bomb(4_000));
    requireRefused("unpacked-too-big", option);
    FaultLog.note(AREA, "a decompression bomb in " + packer, OUTCOME);
  }

  /** A layer that isn't unpacked to be written is unpacked to be hashed, or to be extracted. */
  @ParameterizedTest
  @MethodSource("packers")
  void layer_bomb_refusedEarly(Packer packer) throws Exception {
    layerImage(packer.bomb(4_000));
    requireRefused("unpacked-too-big", "--max-ratio=500");
    requireRefused("unpacked-too-big", "--max-unpacked=64M");
    FaultLog.note(AREA, "a layer that is a decompression bomb in " + packer, OUTCOME);
  }

  /** Each layer of compression is removed, and the ratio is that of all of them. */
  @ParameterizedTest
  @MethodSource("packers")
  void archive_nestedBomb_refusedEarly(Packer packer) throws Exception {
    Files.write(input, packer.pack(packer.bomb(4_000)));
    requireRefused("unpacked-too-big", "");
    FaultLog.note(AREA, "a bomb within a bomb in " + packer, OUTCOME);
  }

  /** A name of 200 MB that no reader needs. */
  @Test
  void archive_endlessGzipName_refusedEarly() throws Exception {
    byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 3};
    byte[] name = new byte[1 << 20];
    Arrays.fill(name, (byte) 'x');
    try (OutputStream out = Files.newOutputStream(input)) {
      out.write(header);
      for (int i = 0; i < 200; i++) {
        out.write(name);
      }
    }
    requireRefused("compression-corrupt", "");
    layerImage(Arrays.copyOf(header, 10 << 20));
    requireRefused("compression-corrupt", "");
    FaultLog.note(AREA, "a gzip header without an end", OUTCOME);
  }

  /** xz may request a dictionary of 4 GiB, and the memory for it. */
  @Test
  void archive_hugeXzDictionary_refused() throws Exception {
    Command.of("sh", "-c", "echo x | xz --lzma2=dict=1536MiB,mode=fast,mf=hc3 >" + input)
        .run()
        .orFail();
    requireRefused("window-too-big", "");
    FaultLog.note(AREA, "xz that asks for 1.5 GiB of memory", OUTCOME);
  }

  /**
   * Each option at a value that the sample exceeds, and, except for the first call, at one that it
   * doesn't.
   */
  @ParameterizedTest
  @CsvSource({
    "--max-json-size=100, json-too-big, --max-json-size=1M",
    "--max-json-depth=1, json-too-deep, --max-json-depth=64",
    "--max-entries=3, too-many-entries, --max-entries=500",
    "--max-layers=2, too-many-layers, --max-layers=8",
    "--max-unpacked=100K, unpacked-too-big, --max-unpacked=4M"
  })
  void sample_beyondOption_refused(String beyond, String code, String within) throws Exception {
    Command.of("sh", "-c", "gzip -c " + Samples.path(Samples.HELLO) + " >" + input)
        .run()
        .orFail();
    requireRefused(code, beyond);
    Launcher.command(input, folder.resolve("out/new"), within).run().orFail();
    FaultLog.note(AREA, "more than " + beyond.replaceFirst("=.*", "") + " allows", OUTCOME);
  }

  @Test
  void links_beyondHops_refused() throws Exception {
    byte[] layer = {};
    saveTar(tar -> {
      tar.file("l0", layer);
      for (int i = 1; i <= 6; i++) {
        tar.symlink("l" + i, "l" + (i - 1));
      }
      CraftedImage.describe(tar, "l6", layer);
    });
    requireRefused("link-loop", "--max-link-hops=4");
    Launcher.command(input, folder.resolve("out/new"), "--max-link-hops=6")
        .run()
        .orFail();
    FaultLog.note(AREA, "more than --max-link-hops allows", OUTCOME);
  }

  /** Limits without an option, since nothing genuine needs more. */
  @Test
  void fixedLimits_beyond_refused() throws Exception {
    saveTar(tar -> tar.with("user.big", "x".repeat(2 << 20)).file("f", ""));
    requireRefused("tar-header", "");
    saveTar(tar -> tar.file("n".repeat(5_000), ""));
    requireRefused("tar-header", "");
    FaultLog.note(AREA, "tar headers beyond what is fixed", OUTCOME);

    new CraftedImage()
        .layer(tar -> tar.folder("d/".repeat(1_500), 0755))
        .save(input, "layerlift/deep:1");
    Finished run = run("extract", 4, "");
    assertTrue(run.err().contains("nested"), run.err());
    new CraftedImage()
        .layer(tar -> {
          for (int i = 0; i < 60; i++) {
            tar.symlink("l" + i, "l" + (i + 1));
          }
        })
        .save(input, "layerlift/links:1");
    Finished links = command("extract", "l0/x").run();
    assertTrue(links.code() == 2 || links.code() == 4, links.code() + links.err());
    Aftermath.requireWords(links, links.code());
    FaultLog.note(AREA, "layers beyond what is fixed", OUTCOME);
  }

  /** Each entry costs memory; if there is not enough for the allowed number, that is reported. */
  @Test
  void archive_veryManyEntries_refusedInASmallHeap() throws Exception {
    int most = FaultLog.rounds(100_000, 1_000_000);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(input), 1 << 16)) {
      for (int i = 0; i <= most; i++) {
        out.write(Packer.header("f" + i, 0));
      }
    }
    Finished run = command("convert", "--max-entries=" + most).run();
    assertTrue(run.code() == 4 || run.code() == 3, run.code() + run.err());
    Aftermath.requireWords(run, run.code());
    FaultLog.note(AREA, "very many entries", OUTCOME.replace("exit 4", "exit 3 or 4"));
  }

  /** Refused by convert, with the code; and by extract. */
  private void requireRefused(String code, String option) throws Exception {
    Finished run = run("convert", 4, option);
    String report = Files.readString(folder.resolve("report.json"));
    assertEquals(
        code, Json.parse(report.getBytes(UTF_8)).path("error").path("code").asText(), run.err());
    run("extract", 4, option);
  }

  private Finished run(String verb, int code, String option) throws Exception {
    try (Mount disk = Mount.ofMemory(folder.resolve("out"), DISK)) {
      Aftermath aftermath = Aftermath.watch(disk.folder());
      long start = System.nanoTime();
      Finished run = command(verb, option).run();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      aftermath.requireFault(run, code);
      assertTrue(took.compareTo(MAX_TIME) < 0, run.command() + " took " + took);
      return run;
    }
  }

  private Command command(String verb, String option) {
    Path out = folder.resolve("out/new");
    Command command = verb.equals("convert")
        ? Command.of(Checkout.convert(), "--report", folder.resolve("report.json"), input, out)
        : Command.of(Checkout.layerlift(), "extract", input, "--to", out);
    return (option.isEmpty() ? command : command.and(option))
        .with("LAYERLIFT_JAVA_OPTS", "-Xmx64m");
  }

  private void layerImage(byte[] layer) throws IOException {
    saveTar(tar -> {
      tar.file("layer", layer);
      CraftedImage.describe(tar, "layer", layer);
    });
  }

  private void saveTar(CraftedImage.Filler filler) throws IOException {
    Files.deleteIfExists(input);
    CraftedImage.saveTar(input, filler);
  }
}
