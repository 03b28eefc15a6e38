package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  private static CommandLine command(String name) {
    return Commands.line(new FakeConsole().console()).getSubcommands().get(name);
  }

  static Set<String> commands() {
    return Commands.line(new FakeConsole().console()).getSubcommands().keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void run_help_exitsWith0AndNamesEveryOption(String command) {
    FakeConsole console = new FakeConsole().run(command, "--help");
    assertEquals(0, console.code());
    assertEquals("", console.err());
    assertEquals(console.out(), new FakeConsole().run(command, "-h").out());
    for (OptionSpec option : command(command).getCommandSpec().options()) {
      for (String name : option.names()) {
        assertTrue(console.out().contains(name), name);
      }
    }
    assertTrue(console.out().contains("Examples:"), console.out());
    assertTrue(console.out().contains("Exit codes:"), console.out());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void options_all_haveADescriptionThatEndsWithAFullStop(String command) {
    for (ArgSpec argument : command(command).getCommandSpec().args()) {
      String text = String.join(" ", argument.description());
      assertTrue(text.endsWith("."), argument + ": " + text);
    }
  }

  @Test
  void run_helpOfTheProgram_namesItsCommands() {
    FakeConsole console = new FakeConsole().run("--help");
    assertEquals(0, console.code());
    for (String command : Commands.line(console.console()).getSubcommands().keySet()) {
      assertTrue(console.out().contains(command), command);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "convert --version"})
  void run_version_exitsWith0(String line) {
    FakeConsole console = new FakeConsole().run(line.split(" "));
    assertEquals(0, console.code());
    assertTrue(console.out().startsWith("layerlift "), console.out());
    assertEquals(1, console.out().lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"40", "80", "120", "1000", "7", "x"})
  void run_helpAtAnyWidth_fits(String columns) {
    FakeConsole console =
        new FakeConsole().environment(Map.of("COLUMNS", columns)).run("convert", "--help");
    assertEquals(0, console.code());
    int width = console.console().width();
    assertTrue(width >= 40 && width <= 120, columns);
    // examples stand as they are; what picocli lays out must fit
    console
        .out()
        .lines()
        .takeWhile(line -> !line.startsWith("Examples:"))
        .forEach(line -> assertTrue(line.length() <= Math.max(width, 55), line));
  }
}
