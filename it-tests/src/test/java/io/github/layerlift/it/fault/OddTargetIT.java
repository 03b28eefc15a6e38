package io.github.layerlift.it.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Mount;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets other than a new regular file in a normal folder. The tests run as root. */
final class OddTargetIT {
  private static final String AREA = "A target that is not a new file";
  private static final String REFUSED = "exit 3, all as it was";
  private static final Path LEGACY = Samples.path(Samples.HELLO);

  /** The output of the conversion. */
  private static Path reference;

  @TempDir
  private static Path source;

  @TempDir
  private Path folder;

  private Path target;

  @BeforeAll
  static void convert() throws Exception {
    reference = Samples.convert(Samples.HELLO, source);
  }

  @BeforeEach
  void name() {
    target = folder.resolve("target");
  }

  @Test
  void convert_toExistingFile_onlyIfForced() throws Exception {
    Files.writeString(target, "old");
    requireRefused("an existing file, without --force", 3, target);
    Launcher.convert(LEGACY, target, "--force");
    assertEquals(-1, Files.mismatch(reference, target));
  }

  @Test
  void convert_toLink_writesWhereItLeads() throws Exception {
    Path real = Files.writeString(folder.resolve("real"), "old");
    Files.createSymbolicLink(target, Path.of("real"));
    requireRefused("a link to a file, without --force", 3, target);
    Aftermath aftermath = Aftermath.watch(folder);

    Finished run = Launcher.command(LEGACY, target, "--force").run();

    run.orFail();
    assertTrue(Files.isSymbolicLink(target));
    assertEquals(-1, Files.mismatch(reference, real));
    aftermath.requireUnchangedBut(real, run);
    FaultLog.note(
        AREA, "a link to a file, with --force", "exit 0, the link stays, the file is new");
  }

  @Test
  void convert_toDanglingLink_makesWhereItLeads() throws Exception {
    Path there = Files.createDirectory(folder.resolve("there"));
    Files.createSymbolicLink(target, Path.of("there/new"));
    Finished run = Launcher.command(LEGACY, target).run();
    run.orFail();
    assertTrue(Files.isSymbolicLink(target));
    assertEquals(-1, Files.mismatch(reference, there.resolve("new")));
    assertEquals(List.of("new"), names(there));
    FaultLog.note(AREA, "a link to nothing", "exit 0, the link stays, the file is new");
  }

  @Test
  void convert_toLinksThatLeadNowhere_refused() throws Exception {
    Files.createSymbolicLink(target, target);
    requireRefused("a link to itself", 3, target);
    Path lost = Files.createSymbolicLink(folder.resolve("lost"), Path.of("no/such/folder"));
    requireRefused("a link into a folder that is missing", 3, lost);
  }

  @Test
  void convert_toInput_refused() throws Exception {
    Path legacy = Files.copy(LEGACY, folder.resolve("legacy.tar"));
    Files.createSymbolicLink(target, legacy);
    Path twin = Files.createLink(folder.resolve("twin"), legacy);
    for (Path same : List.of(legacy, target, twin)) {
      Aftermath aftermath = Aftermath.watch(folder);
      Finished run = Launcher.command(legacy, same, "--force").run();
      assertEquals(2, run.code(), run.err());
      aftermath.requireUnchanged(run);
      FaultLog.note(AREA, "the input itself, also by a link", "exit 2, all as it was");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "missing/target", "file/target"})
  void convert_toFolderOrBelowNone_refused(String name) throws Exception {
    Files.createDirectory(folder.resolve("folder"));
    Files.writeString(folder.resolve("file"), "old");
    requireRefused("a folder, or a name below no folder", 3, folder.resolve(name), "--force");
  }

  @Test
  void convert_toVeryLongName_refused() throws Exception {
    requireRefused("a name of 256 bytes", 3, folder.resolve("x".repeat(256)));
  }

  @Test
  void write_readOnlyDisk_refused() throws Exception {
    try (Mount mount = Mount.ofMemory(folder.resolve("mount"), 64 << 20)) {
      Path old = Files.writeString(mount.folder().resolve("old"), "old");
      mount.makeReadOnly();
      requireRefused("a file on a read-only disk", 3, old, "--force");
      requireRefused("a new file on a read-only disk", 3, mount.folder().resolve("new"));
      requireRefused(
          "a folder on a read-only disk", 3, mount.folder().resolve("new"), "--format", "folder");
      requireRefused(
          "scratch on a read-only disk",
          3,
          folder.resolve("new"),
          "--format=folder",
          "--compress=gzip",
          "--temp-dir=" + mount.folder());
      Aftermath aftermath = Aftermath.watch(folder);
      for (String to : List.of("new", ".")) {
        aftermath.requireFault(extract("-f", LEGACY, "--to", mount.folder().resolve(to)), 3);
        FaultLog.note(AREA, "files to a read-only disk", REFUSED);
      }
    }
  }

  @Test
  void convert_toPipeWithName_writesIntoIt() throws Exception {
    Command.of("mkfifo", target).run().orFail();
    Path out = folder.resolve("out");
    Running reader = Command.of("sh", "-c", "cat " + target + " >" + out).start();
    Launcher.convert(LEGACY, target);
    assertEquals(0, reader.finished().code());
    assertEquals(-1, Files.mismatch(reference, out));
    assertTrue(Files.exists(target) && !Files.isRegularFile(target));
    FaultLog.note(AREA, "a FIFO", "exit 0, written into, never replaced");
  }

  @Test
  void convert_toDevices_writesIntoThem() throws Exception {
    Launcher.convert(LEGACY, Path.of("/dev/null"), "--force");
    FaultLog.note(AREA, "/dev/null", "exit 0, written into, never replaced");
    Aftermath aftermath = Aftermath.watch(folder);
    aftermath.requireFault(
        Launcher.command(LEGACY, Path.of("/dev/full"), "--force").run(), 3);
    FaultLog.note(AREA, "/dev/full", REFUSED);
    for (String device : List.of("/dev/null", "/dev/full")) {
      assertTrue(!Files.isRegularFile(Path.of(device), LinkOption.NOFOLLOW_LINKS));
    }
    Path out = folder.resolve("out");
    String call = Checkout.convert() + " -q " + LEGACY + " /dev/stdout | cat >" + out;
    Command.of("bash", "-c", "set -eo pipefail; " + call).run().orFail();
    assertEquals(-1, Files.mismatch(reference, out));
    FaultLog.note(AREA, "/dev/stdout, which is a pipe", "exit 0, written into");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void convert_severalRunsAtOnce_targetIsWhole(boolean force) throws Exception {
    Aftermath aftermath = Aftermath.watch(folder);
    List<Running> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Command command = Launcher.command(LEGACY, target);
      runs.add((force ? Launcher.command(LEGACY, target, "--force") : command).start());
      TimeUnit.MILLISECONDS.sleep(i * 20L);
    }
    int done = 0;
    Finished last = null;
    for (Running each : runs) {
      last = each.finished();
      done += last.code() == 0 ? 1 : 0;
      if (last.code() != 0) {
        Aftermath.requireWords(last, 3);
      }
    }
    assertEquals(force ? 3 : 1, done);
    assertEquals(-1, Files.mismatch(reference, target));
    aftermath.requireUnchangedBut(target, last);
    FaultLog.note(
        AREA,
        force ? "three runs at once, with --force" : "three runs at once, without --force",
        force ? "exit 0 each, the target is whole" : "one exits 0, others 3; the target is whole");
  }

  private void requireRefused(String what, int code, Path to, Object... options) throws Exception {
    Aftermath aftermath = Aftermath.watch(folder);
    aftermath.requireFault(Launcher.command(LEGACY, to, options).run(), code);
    FaultLog.note(AREA, what, REFUSED);
  }

  private static Finished extract(Object... words) throws Exception {
    return Command.of(Checkout.layerlift(), "extract", "--select=layerlift/hello:1.0")
        .and(words)
        .run();
  }

  private static List<String> names(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
