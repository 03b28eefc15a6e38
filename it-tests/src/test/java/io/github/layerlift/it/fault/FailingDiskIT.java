package io.github.layerlift.it.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.CraftedImage;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Mount;
import io.github.layerlift.it.machine.Samples;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Disks that fail: real ones, on loop devices whose file is too short, and any system call that is
 * made to fail with strace. The tests run as root.
 */
@ExtendWith(EngineExtension.class)
final class FailingDiskIT {
  private static final String AREA = "A disk that fails";
  private static final String AS_BEFORE = "exit 3, the target as it was, nothing left";

  @TempDir
  private static Path source;

  @TempDir
  private Path folder;

  private Path target;

  @BeforeAll
  static void writeArchives() throws Exception {
    Path legacy = source.resolve("legacy.tar");
    Files.copy(Samples.path(Samples.HELLO), legacy);
    Launcher.convert(legacy, source.resolve("modern.tar"));
    Command.of(
            "sh",
            "-ec",
            "cd " + source + "; gzip -kn legacy.tar; mkdir unpacked;"
                + " tar -C unpacked -xf legacy.tar")
        .run()
        .orFail();
  }

  @BeforeEach
  void write() throws Exception {
    target = Files.writeString(folder.resolve("target"), "old");
  }

  /** Everything past the middle of the archive can't be read. */
  @Test
  void read_badBlocks_refused() throws Exception {
    Path image = source.resolve("bad.img");
    Path legacy = source.resolve("big.tar");
    saveNoise(legacy);
    Mount.makeImage(image, 32);
    try (Mount mount = Mount.ofImage(source.resolve("bad"), image, "rw")) {
      Command.of("cp", legacy, mount.folder()).run().orFail();
      Command.of("sh", "-c", "gzip -1 -c " + legacy + " >" + mount.folder() + "/packed")
          .run()
          .orFail();
    }
    Command.of("sync").run().orFail();
    try (Mount mount = Mount.ofImage(source.resolve("bad"), image, "ro")) {
      try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
        channel.truncate(9 << 20);
      }
      for (String name : List.of("big.tar", "packed")) {
        Path input = mount.folder().resolve(name);
        for (Finished run : List.of(
            run("convert -f " + input + " " + target),
            run("convert -f - " + target + " <" + input),
            run("extract " + input + " --to " + folder.resolve("new")))) {
          Aftermath.requireWords(run, 3);
          assertTrue(run.err().contains("Input/output error"), run.err());
          assertEquals("old", Files.readString(target));
          assertEquals(List.of("target"), names());
          FaultLog.note(AREA, "blocks of the input that can't be read", AS_BEFORE);
        }
      }
    }
  }

  /** The system accepts the data, and finds out only later that it can't be stored. */
  @Test
  void write_lostOnTheWayToTheDisk_refused() throws Exception {
    Path image = source.resolve("thin/thin.img");
    Path legacy = source.resolve("noise.tar");
    saveNoise(legacy);
    try (Mount thin = Mount.ofMemory(image.getParent(), 6 << 20)) {
      Mount.makeImage(image, 64);
      try (Mount mount = Mount.ofImage(source.resolve("disk"), image, "rw")) {
        Finished run = Launcher.command(legacy, mount.folder().resolve("new")).run();
        Aftermath.requireWords(run, 3);
        assertTrue(
            run.err().contains("Input/output error") || run.err().contains("no space"), run.err());
        try (Stream<Path> files = Files.list(mount.folder())) {
          assertEquals(
              List.of("lost+found"), files.map(f -> f.getFileName().toString()).toList());
        }
      }
      assertTrue(Files.exists(thin.folder()));
    }
    FaultLog.note(AREA, "bytes that are lost on the way to the disk", "exit 3, nothing left");
  }

  /** Each call that matters, the first time it is made and later. */
  static Stream<Arguments> calls() {
    List<Arguments> all = new ArrayList<>();
    boolean thorough = FaultLog.isThorough();
    for (int when : thorough ? new int[] {1, 2, 3, 5, 8, 13} : new int[] {3}) {
      all.add(call("reading the input", "pread64", "EIO", when, "legacy.tar", "-P legacy.tar"));
      all.add(call("writing", "pwrite64", "ENOSPC", when, "legacy.tar", ""));
      all.add(call("writing", "pwrite64", "EIO", when, "legacy.tar.gz", ""));
    }
    for (String error : thorough ? List.of("EIO", "ENOSPC", "EDQUOT") : List.of("EIO")) {
      all.add(call("flushing", "fsync,fdatasync", error, 1, "legacy.tar", ""));
      all.add(call("flushing the folder", "fsync,fdatasync", error, 2, "legacy.tar", ""));
      all.add(call("giving the name", "rename,renameat,renameat2", error, 1, "legacy.tar", ""));
    }
    if (thorough) {
      for (String error : List.of("EIO", "EACCES", "EMFILE")) {
        all.add(call("opening the input", "openat", error, 1, "legacy.tar", "-P legacy.tar"));
      }
      all.add(call("reading a folder", "getdents64", "EIO", 1, "unpacked", "-P unpacked"));
      all.add(
          call("copying from a spool", "sendfile,copy_file_range", "EIO", 1, "legacy.tar.gz", ""));
      all.add(call(
          "copying from a spool", "sendfile,copy_file_range", "ENOSPC", 2, "legacy.tar.gz", ""));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_fails_targetIsOldOrNew(
      String what, String calls, String error, int when, String input, String path)
      throws Exception {
    Aftermath aftermath = Aftermath.watch(folder);
    Path trace = source.resolve("trace");
    Finished run = Command.of(
            "sh",
            "-c",
            "cd " + source + "; exec strace -f --seccomp-bpf -qq -o " + trace + " -e trace=" + calls
                + " -e inject=" + calls + ":error=" + error + ":when=" + when + " "
                + path.replace("-P ", "-P " + source + "/") + " "
                + Checkout.convert() + " -q -f " + source + "/" + input + " " + target)
        .run();
    assertTrue(Files.readString(trace).contains("(INJECTED)"), "the call was never made");
    if (run.code() == 0) {
      // it worked without that call
      assertEquals(-1, Files.mismatch(source.resolve("modern.tar"), target));
      aftermath.requireUnchangedBut(target, run);
      FaultLog.note(AREA, error + " when " + what, "exit 0, the new target");
      return;
    }
    Aftermath.requireWords(run, 3);
    if (Files.size(target) == 3) {
      aftermath.requireUnchanged(run);
      FaultLog.note(AREA, error + " when " + what, AS_BEFORE);
    } else {
      assertEquals(-1, Files.mismatch(source.resolve("modern.tar"), target));
      aftermath.requireUnchangedBut(target, run);
      FaultLog.note(AREA, error + " when " + what, "exit 3, the new target, nothing left");
    }
  }

  /** Zeros would be holes, and would compress to nothing. */
  private static void saveNoise(Path legacy) throws Exception {
    byte[] noise = new byte[12 << 20];
    new Random(1).nextBytes(noise);
    new CraftedImage().layer(tar -> tar.file("noise", noise)).save(legacy, "layerlift/noise:1");
  }

  private static Arguments call(
      String what, String calls, String error, int when, String input, String path) {
    return Arguments.of(what, calls, error, when, input, path);
  }

  private static Finished run(String call) throws Exception {
    return Command.of("sh", "-c", "exec " + Checkout.layerlift() + " " + call).run();
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
