package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.progress.ProgressStyle;
import io.github.layerlift.cli.progress.ProgressView;
import io.github.layerlift.progress.Progress.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressTest {
  private static final String CLEAR = "\r\u001b[K";

  @Test
  void plain_showsALineWithAmounts() {
    ProgressView view = ProgressView.of(ProgressStyle.PLAIN, () -> 80);
    assertEquals(
        "layers: 500 kB of 1.0 MB, 50%" + System.lineSeparator(),
        view.show(Stage.LAYERS, 500_000, 1_000_000));
    assertEquals("unpacking: 12 bytes" + System.lineSeparator(), view.show(Stage.UNPACKING, 12, 0));
    assertEquals("", view.end(true));
  }

  @Test
  void bar_fillsUpAndFitsTheWidth() {
    for (int width : new int[] {40, 80, 120}) {
      ProgressView view = ProgressView.of(ProgressStyle.BAR, () -> width);
      int last = -1;
      for (int done = 0; done <= 1000; done += 100) {
        String text = view.show(Stage.LAYERS, done * 1000L, 1_000_000);
        assertTrue(text.startsWith(CLEAR), text);
        assertTrue(text.length() - CLEAR.length() < width, text);
        int filled = (int) text.chars().filter(c -> c == '=').count();
        assertTrue(filled >= last, text);
        last = filled;
      }
      String full = view.show(Stage.LAYERS, 2_000_000, 1_000_000);
      assertTrue(full.contains("=] layers") || full.contains("layers  2.0 MB"), full);
      assertEquals(CLEAR, view.end(true));
    }
  }

  @Test
  void bar_unknownTotal_showsTheAmountOnly() {
    ProgressView view = ProgressView.of(ProgressStyle.BAR, () -> 80);
    assertEquals(CLEAR + "reading  7 bytes", view.show(Stage.READING, 7, 0));
  }

  @Test
  void bar_neverShown_leavesTheTerminalAlone() {
    assertEquals("", ProgressView.of(ProgressStyle.BAR, () -> 80).end(true));
  }

  @Test
  void json_isOneObjectOnALine() {
    ProgressView view = ProgressView.of(ProgressStyle.JSON, () -> 80);
    assertEquals("{\"stage\":\"layers\",\"done\":7,\"total\":9}\n", view.show(Stage.LAYERS, 7, 9));
    assertEquals("{\"stage\":\"done\",\"done\":0,\"total\":0}\n", view.end(true));
    assertEquals("{\"stage\":\"failed\",\"done\":0,\"total\":0}\n", view.end(false));
  }

  @ParameterizedTest
  @EnumSource
  void views_anyStage_haveWordsForIt(Stage stage) {
    for (ProgressStyle style : ProgressStyle.values()) {
      ProgressView view = ProgressView.of(style, () -> 80);
      assertTrue(view.show(stage, 1, 2).length() > 5);
      assertTrue(view.pauseMillis() >= 100);
    }
  }

  @Test
  void views_petabytes_doNotOverflow() {
    for (ProgressStyle style : new ProgressStyle[] {ProgressStyle.PLAIN, ProgressStyle.BAR}) {
      String text = ProgressView.of(style, () -> 80).show(Stage.LAYERS, 1L << 50, 1L << 51);
      assertTrue(text.contains("1.1 PB of 2.3 PB, 50%"), text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, true,  '',  xterm, false, BAR",
    "AUTO, true,  '',  dumb,  false, PLAIN",
    "AUTO, true,  1,   xterm, false, PLAIN",
    "AUTO, false, '',  xterm, false, NONE",
    "AUTO, false, 1,   xterm, false, PLAIN",
    "AUTO, true,  '',  xterm, true,  NONE",
    "AUTO, false, 1,   xterm, true,  NONE",
    "JSON, false, '',  xterm, true,  JSON",
    "NONE, true,  '',  xterm, false, NONE",
    "BAR,  false, 1,   dumb,  false, BAR"
  })
  void resolve_anySurroundings_choosesWhatSuits(
      ProgressStyle style,
      boolean terminal,
      String ci,
      String term,
      boolean quiet,
      ProgressStyle wanted) {
    Map<String, String> environment =
        ci.isEmpty() ? Map.of("TERM", term) : Map.of("TERM", term, "CI", ci);
    FakeConsole console = new FakeConsole().environment(environment);
    Console surroundings = terminal ? console.terminal().console() : console.console();
    assertEquals(wanted, style.resolve(quiet, surroundings));
  }

  @ParameterizedTest
  @EnumSource
  void run_anyStyle_leavesStdoutAlone(ProgressStyle style, @TempDir Path folder)
      throws IOException {
    Path in = Files.write(folder.resolve("in.tar"), SmallArchive.hello().bytes());
    FakeConsole console = new FakeConsole()
        .run(
            "convert",
            "--progress",
            style.name().toLowerCase(Locale.ROOT),
            in.toString(),
            folder.resolve("out.tar").toString());
    assertEquals(0, console.code(), console.err());
    assertEquals(3, console.out().lines().count());
    assertFalse(console.out().contains("stage"));
    String wanted =
        style == ProgressStyle.JSON ? "{\"stage\":\"done\",\"done\":0,\"total\":0}\n" : "";
    assertTrue(console.err().endsWith(wanted), console.err());
    if (style == ProgressStyle.NONE || style == ProgressStyle.AUTO) {
      assertEquals("", console.err());
    }
  }
}
