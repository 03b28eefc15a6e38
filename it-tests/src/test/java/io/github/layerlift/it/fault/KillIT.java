package io.github.layerlift.it.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Running;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.OutputCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whenever the program is ended, the old target is still there, whole. */
final class KillIT {
  private static final int LAYERS = 3;
  private static final long LAYER_SIZE = 40L << 20;
  private static final byte[] OLD = "the old target\n".getBytes(UTF_8);

  @TempDir
  private static Path source;

  @TempDir
  private Path folder;

  private Path modern;

  /** How often the program was ended in time. */
  private static int olds;

  @BeforeAll
  static void writeLegacy() throws IOException {
    BigArchive.write(source.resolve("legacy.tar"), "layerlift/big:1.0", LAYERS, LAYER_SIZE);
  }

  @BeforeEach
  void writeOld() throws IOException {
    modern = folder.resolve("modern.tar");
    Files.write(modern, OLD);
  }

  @AfterAll
  static void requireSomeInTime() {
    assertTrue(olds > 0, "no run was ended before it was done");
  }

  /** From the first byte of the new archive to its last; and the exit codes of the two signals. */
  @ParameterizedTest
  @CsvSource({"TERM, 143, 1", "TERM, 143, 10", "TERM, 143, 60", "TERM, 143, 115", "INT, 130, 60"})
  void end_afterMegabytes_leavesTheOldTargetAlone(String signal, int exit, int megabytes)
      throws Exception {
    Running program = command().start();
    boolean caught = program.awaitWritten((long) megabytes << 20);
    program.signal(signal);
    int code = program.finished().code();

    if (caught && code != 0) {
      assertEquals(exit, code);
    }
    assertOldOrNew(code);
    assertEquals(Set.of("modern.tar"), files());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 60, 115})
  void kill_afterMegabytes_leavesTheOldTargetAloneAndTheNextRunCleansUp(int megabytes)
      throws Exception {
    Running program = command().start();
    program.awaitWritten((long) megabytes << 20);
    program.process().destroyForcibly();

    assertOldOrNew(program.finished().code());
    command().run().orFail();
    assertWhole();
    assertEquals(Set.of("modern.tar"), files());
  }

  /** Before anything is opened, and while the virtual machine starts. */
  @ParameterizedTest
  @ValueSource(ints = {0, 50, 150})
  void terminate_afterMilliseconds_leavesNothingBehind(int milliseconds) throws Exception {
    Running program = command().start();
    TimeUnit.MILLISECONDS.sleep(milliseconds);
    program.process().destroy();

    assertOldOrNew(program.finished().code());
    assertEquals(Set.of("modern.tar"), files());
  }

  private Command command() {
    return Launcher.command(source.resolve("legacy.tar"), modern, "--force").inForeground();
  }

  /** The target is the old one, or, if the program got so far, the new one; never a part of it. */
  private void assertOldOrNew(int code) throws IOException {
    if (code != 0 && Files.size(modern) == OLD.length) {
      assertArrayEquals(OLD, Files.readAllBytes(modern));
      olds++;
    } else {
      assertWhole();
    }
  }

  private void assertWhole() throws IOException {
    assertNotEquals(OLD.length, Files.size(modern));
    assertEquals(LAYERS, OutputCheck.check(modern).get(0).layers().size());
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(TreeSet::new, Set::add, Set::addAll);
    }
  }
}
