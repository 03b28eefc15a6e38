package io.github.layerlift.it.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whenever a signal comes, the target is the old or the new one, whole, and nothing else is left. */
final class SignalIT {
  private static final String AREA = "A signal at a random moment";
  private static final int USUAL_ROUNDS = 40;
  private static final int THOROUGH_ROUNDS = 200;
  private static final byte[] OLD = "the old target\n".getBytes(UTF_8);

  /** Longer than this nobody should wait after a signal; a shutdown gives 10 seconds or more. */
  private static final long MAX_SECONDS = 5;

  /** What a run is ended by. */
  private enum Signal {
    TERM(143),
    INT(130),
    KILL(137);

    private final int exit;

    Signal(int exit) {
      this.exit = exit;
    }
  }

  /** What is being done. */
  private enum Work {
    FILE("a file", "convert -q -f legacy.tar TARGET"),
    PACKED("a packed file", "convert -q -f legacy.tar.gz TARGET"),
    STDIN("standard input", "convert -q -f - TARGET <legacy.tar"),
    FOLDER("a folder", "convert -q -f unpacked TARGET"),
    COMPRESS("a file, compressing", "convert -q -f --compress zstd legacy.tar TARGET"),
    LAYOUT("a file, to a layout folder", "convert -q --format folder legacy.tar TARGET"),
    EXTRACT("a file, to extract it", "extract -q legacy.tar --to TARGET");

    private final String words;
    private final String call;

    Work(String words, String call) {
      this.words = words;
      this.call = call;
    }

    boolean makesFolder() {
      return this == LAYOUT || this == EXTRACT;
    }
  }

  private static final Map<Work, Long> MILLIS = new EnumMap<>(Work.class);

  /** What ended a run before it was done. */
  private static final Set<Signal> ENDED = EnumSet.noneOf(Signal.class);

  @TempDir
  private static Path source;

  @TempDir
  private Path folder;

  private Path target;

  @BeforeAll
  static void measureUndisturbed() throws Exception {
    BigArchive.write(source.resolve("legacy.tar"), "layerlift/big:1.0", 3, 8 << 20);
    Command.of(
            "sh",
            "-ec",
            "cd " + source + "; gzip -1 -c legacy.tar >legacy.tar.gz; mkdir unpacked;"
                + " tar -C unpacked -xf legacy.tar")
        .run()
        .orFail();
    // the first run may have to cache classes for the next ones
    command(Work.FILE, source.resolve("first")).run().orFail();
    for (Work work : Work.values()) {
      long start = System.nanoTime();
      command(work, reference(work)).run().orFail();
      MILLIS.put(work, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
  }

  @AfterAll
  static void requireSomeInTime() {
    assertEquals(EnumSet.allOf(Signal.class), ENDED, "signals that ended a run in time");
  }

  @BeforeEach
  void name() {
    target = folder.resolve("target");
  }

  static IntStream rounds() {
    return IntStream.range(0, FaultLog.rounds(USUAL_ROUNDS, THOROUGH_ROUNDS));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void signal_atRandomMoment_targetIsOldOrNew(int round) throws Exception {
    Random random = Seed.random(round);
    Work work = Work.values()[round % Work.values().length];
    Signal signal = Signal.values()[random.nextInt(Signal.values().length)];
    if (!work.makesFolder()) {
      Files.write(target, OLD);
    }
    Aftermath aftermath = Aftermath.watch(folder);

    Running program = command(work, target).start();
    TimeUnit.MILLISECONDS.sleep(random.nextLong(MILLIS.get(work) * 11 / 10 + 1));
    long sent = System.nanoTime();
    program.signal(signal.name());
    Finished run = program.finished();
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - sent);

    assertTrue(
        run.code() == 0 || run.code() == signal.exit || cameBeforeTheProgram(run),
        run.code() + run.err());
    assertTrue(seconds < MAX_SECONDS, "ended only after " + seconds + " s");
    boolean isNew = requireOldOrNew(work, run);
    if (!isNew) {
      ENDED.add(signal);
    }
    if (signal == Signal.KILL) {
      cleanUpByNextRun(work, isNew);
    }
    aftermath.requireUnchangedBut(target, run);
    FaultLog.note(
        AREA,
        "SIG" + signal + " while reading " + work.words,
        isNew ? "the new target, whole" : "as before");
  }

  /** Java 21 can't take a signal while it starts, and says so with an exit code of its own. */
  private static boolean cameBeforeTheProgram(Finished run) {
    return run.err().contains("Error occurred during initialization of VM");
  }

  private boolean requireOldOrNew(Work work, Finished run) throws Exception {
    boolean isOld = work.makesFolder() ? !Files.exists(target) : Files.size(target) == OLD.length;
    if (!isOld) {
      requireNew(work);
      return true;
    }
    if (!work.makesFolder()) {
      assertArrayEquals(OLD, Files.readAllBytes(target));
    }
    assertTrue(run.code() != 0, "done, and the target is old");
    return false;
  }

  private void requireNew(Work work) throws Exception {
    Command.of("diff", "-r", reference(work), target).run().orFail();
  }

  /** After SIGKILL, only the next run for the same target can clean up. */
  private void cleanUpByNextRun(Work work, boolean isNew) throws Exception {
    if (isNew && work.makesFolder()) {
      Command.of("rm", "-r", target).run().orFail();
    }
    command(work, target).run().orFail();
    requireNew(work);
  }

  private static Path reference(Work work) {
    return source.resolve("new-" + work.name());
  }

  private static Command command(Work work, Path target) throws IOException {
    String call = work.call.replace("TARGET", target.toString());
    return Command.of("sh", "-c", "cd " + source + "; exec " + Checkout.layerlift() + " " + call)
        .inForeground();
  }
}
