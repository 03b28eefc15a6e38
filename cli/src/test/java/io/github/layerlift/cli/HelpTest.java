package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Sets;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.OptionGroups;
import io.github.layerlift.cli.option.Under;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

public class HelpTest {
  private static Map<String, CommandLine> commands() {
    return Commands.line(new FakeConsole().console()).getSubcommands();
  }

  public static Set<String> names() {
    return commands().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void run_help_exitsWith0AndNamesEveryOption(String command) {
    FakeConsole console = new FakeConsole().run(command, "--help");
    assertEquals(0, console.code());
    assertEquals("", console.err());
    for (OptionSpec option : commands().get(command).getCommandSpec().options()) {
      for (String name : option.names()) {
        assertTrue(console.out().contains(name), name);
      }
    }
    assertTrue(console.out().contains("Examples:"), console.out());
    assertTrue(console.out().contains("Exit codes:"), console.out());
    assertEquals(console.out(), new FakeConsole().run(command, "-h").out());
  }

  @ParameterizedTest
  @MethodSource("names")
  void options_all_haveADescriptionThatEndsWithAFullStop(String command) {
    for (ArgSpec argument : commands().get(command).getCommandSpec().args()) {
      String text = String.join(" ", argument.description());
      assertTrue(text.endsWith("."), argument + ": " + text);
    }
  }

  private static List<String> help(String command) {
    return new FakeConsole().run(command, "--help").out().lines().toList();
  }

  /** Limits are for archives, which all commands read but the one that reads reports. */
  private static Set<String> readers() {
    return Sets.difference(names(), Set.of("report"));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void run_help_groupsOptionsWithLimitsLastInOneLineEach(String command) {
    List<String> lines = help(command);
    List<String> headings = Stream.of(Heading.values())
        .map(heading -> heading.text() + ":")
        .filter(lines::contains)
        .toList();
    assertTrue(headings.size() >= 4, headings.toString());
    assertEquals(headings.stream().sorted(Comparator.comparing(lines::indexOf)).toList(), headings);
    assertEquals(Heading.LIMITS.text() + ":", headings.get(headings.size() - 1));
    List<String> limits = lines.stream()
        .skip(lines.indexOf(Heading.LIMITS.text() + ":") + 1L)
        .takeWhile(line -> !line.isEmpty())
        .toList();
    limits.forEach(line -> assertTrue(line.startsWith("      --max-"), line));
    assertTrue(limits.size() >= 7, limits.toString());
  }

  /** Every new option needs {@link Under} to say which heading it goes under. */
  @ParameterizedTest
  @MethodSource("names")
  void options_all_haveAHeading(String command) {
    CommandSpec spec = commands().get(command).getCommandSpec();
    for (OptionSpec option : OptionGroups.of(spec).getOrDefault(Heading.GENERAL, List.of())) {
      assertTrue(
          Set.of("--help", "--version", "--quiet", "--debug").contains(option.longestName()),
          option.longestName() + " is under no heading");
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void run_help_fits80Columns(String command) {
    help(command).forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @ParameterizedTest
  @MethodSource("names")
  void run_help_showsExamplesThatAreUnderstood(String command) {
    List<String> examples = help(command).stream()
        .dropWhile(line -> !line.equals("Examples:"))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .toList();
    assertFalse(examples.isEmpty());
    for (String example : examples) {
      List<List<String>> calls = ShellCalls.of(example);
      assertFalse(calls.isEmpty(), example);
      calls.forEach(ShellCalls::requireUnderstood);
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
    // examples are printed unchanged; what picocli lays out must fit
    console
        .out()
        .lines()
        .takeWhile(line -> !line.startsWith("Examples:"))
        .forEach(line -> assertTrue(line.length() <= Math.max(width, 55), line));
  }
}
