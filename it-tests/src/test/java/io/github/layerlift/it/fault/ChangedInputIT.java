package io.github.layerlift.it.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.Launcher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An input that is modified while it is read is detected, never converted wrongly. */
final class ChangedInputIT {
  private static final String AREA = "An input that is cut or changes";
  private static final String OUTCOME = "exit 3, the target as it was, nothing left";
  private static final int LAYERS = 3;
  private static final long LAYER_SIZE = 48L << 20;

  @TempDir
  private Path source;

  @TempDir
  private Path folder;

  private Path legacy;
  private Path target;

  @BeforeEach
  void write() throws Exception {
    legacy = source.resolve("legacy.tar");
    BigArchive.write(legacy, "layerlift/big:1.0", LAYERS, LAYER_SIZE);
    target = Files.writeString(folder.resolve("target"), "old");
  }

  /** What somebody does to a file. */
  private enum Kind {
    CUT("cut to half"),
    GROW("appended to"),
    FRONT("overwritten where it was read"),
    BACK("overwritten where it is to be read"),
    REPLACE("replaced by another"),
    REMOVE("removed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    void change(Path file) throws IOException {
      switch (this) {
        case CUT -> {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) / 2);
          }
        }
        case GROW -> Files.write(file, new byte[4096], StandardOpenOption.APPEND);
        case FRONT -> overwrite(file, 20_000);
        case BACK -> overwrite(file, Files.size(file) - 20_000);
        case REPLACE -> {
          Path other = Files.copy(file, file.resolveSibling("other"));
          Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        }
        case REMOVE -> Files.delete(file);
      }
    }
  }

  static Stream<String> folderKinds() {
    return FaultLog.some(List.of("CUT", "GROW", "FRONT", "REMOVE"));
  }

  static Stream<String> extractKinds() {
    return FaultLog.some(List.of("GROW", "CUT", "FRONT", "REPLACE"));
  }

  static Stream<Integer> sizes() {
    return FaultLog.some(List.of(1, 511, 513, 100_000, 40_000_000));
  }

  static Stream<Arguments> changes() {
    List<Arguments> all = new ArrayList<>();
    for (Kind kind : FaultLog.some(List.of(Kind.values())).toList()) {
      for (int megabytes : FaultLog.isThorough() ? new int[] {1, 20, 50, 80} : new int[] {20}) {
        all.add(Arguments.of(kind, megabytes));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void convert_fileChanges_refused(Kind kind, int megabytes) throws Exception {
    Aftermath aftermath = Aftermath.watch(folder);
    Finished run = runStopped(legacy, legacy, kind, megabytes, target.toString());
    aftermath.requireFault(run, 3);
    FaultLog.note(AREA, "a file, " + kind.words + " meanwhile", OUTCOME);
  }

  /** Output to a pipe is written after everything was read once; then it is read again. */
  @ParameterizedTest
  @ValueSource(strings = {"CUT", "BACK"})
  void convert_fileChangesBeforePipe_refused(String kind) throws Exception {
    Finished run = runStopped(legacy, legacy, Kind.valueOf(kind), 20, "-");
    Aftermath.requireWords(run, 3);
    FaultLog.note(
        AREA,
        "a file, " + Kind.valueOf(kind).words + " while it goes to a pipe",
        "exit 3, and said so");
  }

  @ParameterizedTest
  @MethodSource("folderKinds")
  void convert_fileInFolderChanges_refused(String kind) throws Exception {
    Path unpacked = Files.createDirectory(source.resolve("unpacked"));
    Command.of("tar", "-C", unpacked, "-xf", legacy).run().orFail();
    Path layer;
    try (Stream<Path> files = Files.walk(unpacked)) {
      layer = files.filter(file -> file.endsWith("layer.tar")).findFirst().orElseThrow();
    }
    Aftermath aftermath = Aftermath.watch(folder);
    Finished run = runStopped(unpacked, layer, Kind.valueOf(kind), 5, target.toString());
    aftermath.requireFault(run, 3);
    FaultLog.note(AREA, "a file in a folder, " + Kind.valueOf(kind).words + " meanwhile", OUTCOME);
  }

  @ParameterizedTest
  @MethodSource("extractKinds")
  void extract_fileChanges_refused(String kind) throws Exception {
    Aftermath aftermath = Aftermath.watch(folder);
    Command command =
        Command.of(Checkout.layerlift(), "extract", legacy, "--to", folder.resolve("new"));
    Finished run = changeStopped(command, legacy, Kind.valueOf(kind), 20);
    aftermath.requireFault(run, 3);
    FaultLog.note(AREA, "what is extracted, " + Kind.valueOf(kind).words + " meanwhile", OUTCOME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CUT", "GROW"})
  void inspect_packedFileChanges_refused(String kind) throws Exception {
    Path packed = source.resolve("legacy.tar.gz");
    Command.of("sh", "-c", "gzip -1 <\"$0\" >\"$1\"", legacy, packed).run().orFail();
    Command command = Command.of(Checkout.layerlift(), "inspect", packed);
    Aftermath.requireWords(changeStopped(command, packed, Kind.valueOf(kind), 20), 3);
    FaultLog.note(
        AREA,
        "what is inspected, packed, " + Kind.valueOf(kind).words + " meanwhile",
        "exit 3, and said so");
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void convert_cutBefore_refused(int bytes) throws Exception {
    try (FileChannel channel = FileChannel.open(legacy, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
    Aftermath aftermath = Aftermath.watch(folder);
    Finished run = Launcher.command(legacy, target, "--force").run();
    assertTrue(run.code() == 4 || run.code() == 5, run.code() + run.err());
    aftermath.requireFault(run, run.code());
    FaultLog.note(AREA, "a file, cut before", "exit 4 or 5, the target as it was, nothing left");
  }

  private static void overwrite(Path file, long at) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap("changed".getBytes(UTF_8)), at);
    }
  }

  private static Finished runStopped(
      Path input, Path changed, Kind kind, int megabytes, String output) throws Exception {
    Command command = Command.of(Checkout.convert(), "--force", "-j1", input, output);
    return changeStopped(command, changed, kind, megabytes);
  }

  /** Pauses the program, so that the change happens in the middle of its work. */
  private static Finished changeStopped(Command command, Path changed, Kind kind, int megabytes)
      throws Exception {
    Running program = command.start();
    boolean caught = program.awaitWritten((long) megabytes << 20);
    program.signal("STOP");
    assertTrue(caught && program.process().isAlive(), "ended before the change");
    kind.change(changed);
    program.signal("CONT");
    return program.finished();
  }
}
