package io.github.layerlift.it.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.CraftedImage;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A disk that is full, whatever is being written at that time. The tests run as root. */
final class FullDiskIT {
  private static final String AREA = "A full disk";
  private static final String OUTCOME = "exit 3, the target as it was, nothing left";

  private static final int LAYERS = 3;
  private static final long LAYER_SIZE = 4L << 20;

  /** Of the converted archive. */
  private static long whole;

  @TempDir
  private static Path source;

  @TempDir
  private Path folder;

  @BeforeAll
  static void writeArchives() throws Exception {
    Path legacy = source.resolve("legacy.tar");
    BigArchive.write(legacy, "layerlift/big:1.0", LAYERS, LAYER_SIZE);
    Path modern = source.resolve("modern.tar");
    Launcher.convert(legacy, modern);
    whole = Files.size(modern);
    shell("gzip -1 -c legacy.tar >legacy.tar.gz && mkdir unpacked && tar -C unpacked -xf legacy.tar"
        + " && cp -r unpacked xz && xz -0 xz/*/layer.tar && cd xz"
        + " && for layer in */layer.tar.xz; do mv $layer ${layer%.xz}; done");
  }

  /** The arguments, with FULL for the folder on the full disk, OTHER for one with space. */
  static Stream<Arguments> cases() {
    List<Double> pour = List.of(0.01, 0.5, 0.9, 0.999);
    return Stream.of(
            cases("a tar file", "convert -f legacy.tar FULL/target", pour),
            cases("a tar file of a folder", "convert -f unpacked FULL/target", List.of(0.6)),
            cases(
                "the spool of a packed archive, or the tar file after it",
                "convert -f legacy.tar.gz FULL/target",
                List.of(0.01, 0.7, 1.2, 1.99)),
            cases(
                "the spool of standard input",
                "convert -f - FULL/target <legacy.tar",
                List.of(0.3, 0.9)),
            cases(
                "scratch files elsewhere",
                "convert -f --temp-dir FULL legacy.tar.gz OTHER/target",
                List.of(0.01, 0.8)),
            cases(
                "the spool of layers that have to be unpacked",
                "convert -f --temp-dir FULL xz OTHER/target",
                List.of(0.2, 0.8)),
            cases(
                "a layout folder",
                "convert --format folder legacy.tar FULL/new",
                List.of(0.01, 0.5, 0.999)),
            cases("extracted files", "extract legacy.tar --to FULL/new", List.of(0.01, 0.6)),
            cases(
                "extracted files, into a folder that exists",
                "extract -f legacy.tar --to FULL",
                List.of(0.5)),
            cases(
                "the spool of what is extracted",
                "extract - --to FULL/new <legacy.tar",
                List.of(0.4)))
        .flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void write_fullDisk_nothingChanges(String what, String call, double part) throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    long room = (long) (whole * part) + 4096;
    try (Mount full = Mount.ofMemory(folder.resolve("full"), room)) {
      for (Path disk : List.of(full.folder(), other)) {
        Files.writeString(disk.resolve("target"), "old");
      }
      Aftermath aftermath = Aftermath.watch(full.folder(), other);
      Finished run = run(call, full.folder(), other);
      aftermath.requireFault(run, 3);
      assertTrue(run.err().contains("o space"), run.err());
    }
    FaultLog.note(AREA, "full while writing " + what, OUTCOME);
  }

  /**
   * Compressing for a folder needs scratch files too; zeros compress to nothing, so this image has noise.
   */
  @Test
  void compress_fullDisk_nothingChanges() throws Exception {
    Path noise = folder.resolve("noise.tar");
    byte[] bytes = new byte[3 << 20];
    new Random(1).nextBytes(bytes);
    new CraftedImage().layer(tar -> tar.file("noise", bytes)).save(noise, "layerlift/noise:1");
    Path other = Files.createDirectory(folder.resolve("other"));
    for (String packing : List.of("gzip", "zstd")) {
      try (Mount full = Mount.ofMemory(folder.resolve("full"), 1 << 20)) {
        Aftermath aftermath = Aftermath.watch(full.folder(), other);
        Finished run = Launcher.command(
                noise,
                other.resolve("new"),
                "--format",
                "folder",
                "--compress",
                packing,
                "--temp-dir",
                full.folder())
            .run();
        aftermath.requireFault(run, 3);
        assertTrue(run.err().contains("o space"), run.err());
      }
      FaultLog.note(AREA, "full while compressing layers", OUTCOME);
    }
  }

  /** Not even space for a name. */
  @ParameterizedTest
  @MethodSource("namelessCalls")
  void write_noNamesLeft_nothingChanges(String call) throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (Mount full = Mount.ofFewFiles(folder.resolve("full"), 3)) {
      Files.writeString(full.folder().resolve("target"), "old");
      Files.writeString(full.folder().resolve("more"), "old");
      Aftermath aftermath = Aftermath.watch(full.folder(), other);
      aftermath.requireFault(run(call, full.folder(), other), 3);
    }
    FaultLog.note(AREA, "no file can be made any more", OUTCOME);
  }

  static Stream<String> namelessCalls() {
    return Stream.of(
        "convert -f legacy.tar FULL/target",
        "convert legacy.tar FULL/new --format folder",
        "convert --temp-dir FULL legacy.tar.gz OTHER/new",
        "extract legacy.tar --to FULL/new");
  }

  /** The archive is already converted; the exit code says that something was not done. */
  @Test
  void report_fullDisk_oldReportStays() throws Exception {
    try (Mount full = Mount.ofMemory(folder.resolve("full"), 8192)) {
      Path report = full.folder().resolve("report.json");
      Files.writeString(report, "old");
      Files.write(full.folder().resolve("ballast"), new byte[4096]);
      Path modern = folder.resolve("modern.tar");
      Aftermath aftermath = Aftermath.watch(full.folder());
      Finished run = Launcher.command(source.resolve("legacy.tar"), modern, "--report", report)
          .run();
      aftermath.requireFault(run, 3);
      assertEquals(-1, Files.mismatch(source.resolve("modern.tar"), modern));
    }
    FaultLog.note(AREA, "full while writing the report", "exit 3, the old report, the new target");
  }

  /** What a shell has opened can't be removed; but it is reported. */
  @Test
  void pipe_fullDisk_isTold() throws Exception {
    try (Mount full = Mount.ofMemory(folder.resolve("full"), 1 << 20)) {
      Path other = Files.createDirectory(folder.resolve("other"));
      for (String call : List.of(
          "convert legacy.tar - >FULL/out",
          "extract legacy.tar --to - >FULL/out",
          "convert legacy.tar /dev/full")) {
        Aftermath.requireWords(run(call, full.folder(), other), 3);
        FaultLog.note(AREA, "full where standard output goes", "exit 3, and said so");
      }
    }
  }

  private static Stream<Arguments> cases(String what, String call, List<Double> parts) {
    return FaultLog.some(parts).map(part -> Arguments.of(what, call, part));
  }

  private static Finished run(String call, Path full, Path other) throws Exception {
    String line = call.replace("FULL", full.toString()).replace("OTHER", other.toString());
    return Command.of("sh", "-c", "cd " + source + "; exec " + Checkout.layerlift() + " " + line)
        .run();
  }

  private static void shell(String script) throws Exception {
    Command.of("sh", "-ec", "cd " + source + "; " + script).run().orFail();
  }
}
