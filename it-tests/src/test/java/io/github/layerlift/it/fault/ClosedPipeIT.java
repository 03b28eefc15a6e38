package io.github.layerlift.it.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.OutputCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams whose other end is closed, or that were never open. */
final class ClosedPipeIT {
  private static final String AREA = "A pipe that closes";

  @TempDir
  private static Path source;

  @TempDir
  private Path folder;

  @BeforeAll
  static void writeArchive() throws Exception {
    BigArchive.write(source.resolve("legacy.tar"), "layerlift/big:1.0", 3, 4 << 20);
    Launcher.convert(source.resolve("legacy.tar"), source.resolve("modern.tar"));
  }

  static Stream<Integer> sizes() {
    return FaultLog.some(List.of(0, 1, 512, 100_000, 9_000_000));
  }

  static Stream<Integer> sizesOfCuts() {
    return FaultLog.some(List.of(600, 100_000, 9_000_000));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void convert_readerEnds_saysSoInALine(int bytes) throws Exception {
    Finished run = piped("convert legacy.tar -", "head -c " + bytes + " >/dev/null");
    requireBrokenPipe(run);
    FaultLog.note(AREA, "the reader of a converted archive ends", "exit 3, and said so");
  }

  @Test
  void extract_readerEnds_saysSoInALine() throws Exception {
    requireBrokenPipe(piped("extract legacy.tar --to -", "head -c 1 >/dev/null"));
    FaultLog.note(AREA, "the reader of extracted files ends", "exit 3, and said so");
  }

  /** Piped input ends too early: that is a truncated archive. */
  @ParameterizedTest
  @MethodSource("sizesOfCuts")
  void convert_writerEnds_refused(int bytes) throws Exception {
    Aftermath aftermath = Aftermath.watch(folder);
    Finished run =
        shell("head -c " + bytes + " legacy.tar | " + Checkout.convert() + " - " + folder + "/new");
    aftermath.requireFault(run, 4);
    FaultLog.note(AREA, "the writer of standard input ends", "exit 4, nothing left");
  }

  /** Messages may get lost; the result counts. */
  @Test
  void convert_nobodyHears_converts() throws Exception {
    for (String closed : List.of("2>&-", "2>/dev/full", "--quiet >&- 2>&- <&-")) {
      Path modern = folder.resolve("modern.tar");
      Finished run = shell(Checkout.convert() + " --force legacy.tar " + modern + " " + closed);
      assertEquals(0, run.code(), closed + run.err());
      assertEquals(3, OutputCheck.check(modern).get(0).layers().size());
      Files.delete(modern);
      FaultLog.note(AREA, "messages can't be written", "exit 0, the new target");
    }
  }

  @Test
  void convert_summaryIsLost_convertsAndSaysSo() throws Exception {
    for (String lost : List.of(">&-", ">/dev/full")) {
      Path modern = folder.resolve("modern.tar");
      Aftermath.requireWords(
          shell(Checkout.convert() + " --force legacy.tar " + modern + " " + lost), 3);
      assertEquals(3, OutputCheck.check(modern).get(0).layers().size());
      Files.delete(modern);
      FaultLog.note(AREA, "the summary can't be written", "exit 3, and said so, the new target");
    }
  }

  @ParameterizedTest
  @MethodSource("results")
  void result_isLost_saysSo(String call) throws Exception {
    Finished run = shell(Checkout.layerlift() + " " + call + " >/dev/full");
    Aftermath.requireWords(run, 3);
    assertTrue(run.err().contains("standard output can't be written: No space"), run.err());
    FaultLog.note(AREA, "a printed result can't be written", "exit 3, and said so");
  }

  /** As with any other program that prints: {@code head} has what it wants. */
  @ParameterizedTest
  @MethodSource("results")
  void result_readerEnds_isSilent(String call) throws Exception {
    Finished run = piped(call, "true");
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    FaultLog.note(AREA, "the reader of a printed result ends", "exit 0, and silent");
  }

  static Stream<String> results() {
    return FaultLog.some(List.of(
        "--help",
        "convert --help",
        "--version",
        "inspect legacy.tar",
        "inspect --json legacy.tar",
        "verify --json modern.tar",
        "verify modern.tar",
        "extract --list --json legacy.tar",
        "extract --list legacy.tar",
        "batch --dry-run --quiet --report - legacy.tar --into new",
        "batch --dry-run legacy.tar --into new",
        "inspect --version",
        "convert --force --quiet --report - legacy.tar again.tar"));
  }

  @Test
  void convert_closedFromTheStart_refused() throws Exception {
    Aftermath aftermath = Aftermath.watch(folder);
    Aftermath.requireWords(shell(Checkout.convert() + " legacy.tar - >&-"), 3);
    Finished run = shell(Checkout.convert() + " - " + folder + "/new <&-");
    assertTrue(run.code() == 3 || run.code() == 5, run.code() + run.err());
    aftermath.requireFault(run, run.code());
    FaultLog.note(AREA, "standard input or output was never open", "exit 3 or 5, nothing left");
  }

  private static void requireBrokenPipe(Finished run) {
    Aftermath.requireWords(run, 3);
    assertTrue(run.err().contains("Broken pipe"), run.err());
  }

  /** The exit code is that of the program, not of its reader. */
  private static Finished piped(String call, String reader) throws Exception {
    return Command.of(
            "bash",
            "-c",
            "cd " + source + "; " + Checkout.layerlift() + " " + call + " | " + reader
                + "; exit ${PIPESTATUS[0]}")
        .run();
  }

  private static Finished shell(String script) throws Exception {
    return Command.of("sh", "-c", "cd " + source + "; " + script).run();
  }
}
