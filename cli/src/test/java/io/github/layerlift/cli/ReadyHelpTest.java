package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.console.Console;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadyHelpTest {
  static Stream<String> calls() {
    return Stream.concat(
        Stream.of("--help", "-h", "--version", "-V"),
        HelpTest.names().stream().map(command -> command + " --help"));
  }

  private static Console console(int width) {
    return at(width).console();
  }

  private static FakeConsole at(int width) {
    return new FakeConsole().environment(Map.of("COLUMNS", Integer.toString(width)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void to_usualWidth_isWhatPicocliPrints(String call) {
    String[] args = call.split(" ");
    for (int width : ReadyHelp.WIDTHS) {
      FakeConsole picocli = at(width);
      Commands.line(picocli.console()).execute(args);
      assertEquals(picocli.out(), ReadyHelp.to(console(width), args).orElse("not ready"));
      assertEquals(picocli.out(), at(width).run(args).out());
    }
  }

  @Test
  void to_otherWidth_isLeftToPicocli() {
    assertTrue(ReadyHelp.to(console(100), "--help").isEmpty());
    assertTrue(at(100).run("--help").out().contains("inspect"));
  }

  @Test
  void to_widthOfZero_isAsWideAsWithout() {
    assertEquals(new FakeConsole().run("--help").out(), at(0).run("--help").out());
  }

  @Test
  void to_noCommand_isLeftToPicocli() {
    for (String word : List.of("nothing", "")) {
      assertTrue(ReadyHelp.to(console(80), word, "--help").isEmpty());
      assertEquals(2, at(80).run(word, "--help").code());
    }
  }
}
