package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Mount;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that lack what a program may expect. The tests run as root. */
@ExtendWith(EngineExtension.class)
final class BareMachineIT {
  private static final String AREA = "A machine that lacks something";
  private static final String CONVERTS = "exit 0, the new target";

  @TempDir
  private static Path source;

  private static Path reference;

  /** Outside of /tmp, which is removed, unless the checkout is in it: see {@link #bare}. */
  private Path folder;

  @BeforeAll
  static void convert() throws Exception {
    reference = Samples.convert(Samples.HELLO, source);
  }

  @BeforeEach
  void makeFolder() throws Exception {
    Files.createDirectories(Checkout.target());
    folder = Files.createTempDirectory(Checkout.target(), "bare-");
    Path legacy = Files.copy(Samples.path(Samples.HELLO), folder.resolve("legacy.tar"));
    Command.of("sh", "-ec", "gzip -k " + legacy + "; zstd -q " + legacy).run().orFail();
  }

  @AfterEach
  void removeFolder() throws Exception {
    Command.of("rm", "-r", folder).run().orFail();
  }

  /** Plain or packed, anything that doesn't need a scratch file in /tmp works without it. */
  @ParameterizedTest
  @ValueSource(strings = {"legacy.tar", "legacy.tar.gz", "--compress=gzip legacy.tar"})
  void convert_withoutTmp_converts(String input) throws Exception {
    Finished run = bare("convert -q " + input + " new.tar");
    run.orFail();
    if (!input.contains("compress")) {
      assertEquals(-1, Files.mismatch(reference, folder.resolve("new.tar")));
    }
    FaultLog.note(AREA, "/tmp is empty and read-only", CONVERTS);
  }

  /** Everything else says what is missing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "convert legacy.tar.zst new.tar",
        "convert --compress=zstd legacy.tar new.tar",
        "convert - - <legacy.tar",
        "extract - --list <legacy.tar"
      })
  void convert_withoutTmp_saysSo(String call) throws Exception {
    Aftermath aftermath = Aftermath.watch(folder);
    aftermath.requireFault(bare(call), 3);
    FaultLog.note(
        AREA, "/tmp is empty and read-only, and needed", "exit 3, said so, and nothing left");
  }

  @Test
  void convert_tmpWhereNothingMayRun_saysSo() throws Exception {
    Path tmp = folder.resolve("tmp");
    try (Mount mount = Mount.ofMemory(tmp, 16 << 20)) {
      Command.of("mount", "-o", "remount,noexec", mount.folder()).run().orFail();
      Finished run = Launcher.command(folder.resolve("legacy.tar.zst"), folder.resolve("new"))
          .with("LAYERLIFT_JAVA_OPTS", "-Djava.io.tmpdir=" + tmp)
          .run();
      Aftermath.requireWords(run, 3);
      assertTrue(!Files.exists(folder.resolve("new")));
      try (var left = Files.list(tmp)) {
        assertEquals(0, left.count());
      }
    }
    FaultLog.note(AREA, "nothing may run from /tmp, and zstd needs it", "exit 3, and said so");
  }

  @Test
  void convert_withoutEnvironment_converts() throws Exception {
    Command.of(
            "env",
            "-i",
            Checkout.convert(),
            folder.resolve("legacy.tar"),
            folder.resolve("new.tar"))
        .run()
        .orFail();
    assertEquals(-1, Files.mismatch(reference, folder.resolve("new.tar")));
    FaultLog.note(AREA, "no HOME, no PATH, no variable at all", CONVERTS);
  }

  /** Fewer files than an archive has layers: each is opened when it is needed. */
  @ParameterizedTest
  @ValueSource(strings = {"legacy.tar", "legacy.tar.gz", "--format=folder legacy.tar"})
  void convert_fewOpenFiles_converts(String input) throws Exception {
    Command.of(
            "sh",
            "-c",
            "cd " + folder + "; ulimit -n 40; exec " + Checkout.convert() + " " + input
                + " new.tar")
        .run()
        .orFail();
    assertTrue(Files.exists(folder.resolve("new.tar")));
    FaultLog.note(AREA, "40 open files at most", CONVERTS);
  }

  /** If not even one more can be opened, that is reported. */
  @Test
  void convert_hardlyAnyOpenFiles_convertsOrSaysSo() throws Exception {
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    Command.of("tar", "-C", unpacked, "-xf", folder.resolve("legacy.tar")).run().orFail();
    for (int files = 12; files < 32; files += FaultLog.isThorough() ? 1 : 5) {
      Aftermath aftermath = Aftermath.watch(folder);
      Finished run = Command.of(
              "sh",
              "-c",
              "cd " + folder + "; ulimit -n " + files + "; exec " + Checkout.convert()
                  + " unpacked new.tar")
          .run();
      if (run.code() == 0) {
        assertEquals(-1, Files.mismatch(reference, folder.resolve("new.tar")));
        Files.delete(folder.resolve("new.tar"));
      } else {
        aftermath.requireUnchanged(run);
      }
      FaultLog.note(AREA, "12 to 31 open files at most", "converted, or nothing left");
    }
  }

  /** Memory that the system refuses. */
  @Test
  void convert_littleMemory_convertsOrLeavesNothing() throws Exception {
    for (int mebibytes = 1_000; mebibytes <= 3_000; mebibytes += 1_000) {
      Aftermath aftermath = Aftermath.watch(folder);
      Finished run = Command.of(
              "sh",
              "-c",
              "cd " + folder + "; ulimit -v " + (mebibytes << 10) + "; exec " + Checkout.convert()
                  + " legacy.tar.gz new.tar")
          .with("TMPDIR", source.toString())
          .run();
      if (run.code() == 0) {
        assertEquals(-1, Files.mismatch(reference, folder.resolve("new.tar")));
        Files.delete(folder.resolve("new.tar"));
      } else {
        aftermath.requireUnchanged(run);
      }
      FaultLog.note(AREA, "1 to 3 GB of address space", "converted, or nothing left");
    }
  }

  /** Runs the program where {@code /tmp} is a read-only folder without anything in it. */
  private Finished bare(String call) throws Exception {
    // the checkout itself may be in /tmp: it is used from elsewhere
    Path home = Checkout.convert().getParent().getParent().toRealPath();
    String inside = "/mnt" + "/" + home.toRealPath().relativize(folder.toRealPath());
    return Command.of(
            Checkout.engines().resolveSibling("private.sh"),
            "sh",
            "-ec",
            "mount --bind " + home + " /mnt; mount -t tmpfs -o ro tmpfs /tmp; cd " + inside
                + "; exec /mnt/bin/layerlift " + call)
        .run();
  }
}
