package io.github.layerlift.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/**
 * Answers to {@code --help} and {@code --version}, as picocli gives them, without picocli, which
 * takes longer to start. The build writes them, for usual widths; at others, picocli lays them out.
 */
public final class ReadyHelp {
  /** Widths in columns: the first for output that isn't a terminal, the last for wide terminals. */
  public static final List<Integer> WIDTHS = List.of(80, 120);

  static final String SHORT_NAME = "-h";
  static final String LONG_NAME = "--help";

  private static final List<String> HELP = List.of(SHORT_NAME, LONG_NAME);
  private static final List<String> VERSION = List.of("-V", "--version");

  private ReadyHelp() {}

  /** The answer to {@code args}; empty if they request something else, or it isn't ready. */
  static Optional<String> to(Console console, String... args) {
    if (args.length == 1 && VERSION.contains(args[0])) {
      return Optional.of(Version.text() + System.lineSeparator());
    }
    boolean isHelp = args.length > 0 && args.length <= 2 && HELP.contains(args[args.length - 1]);
    // only the program itself has no name
    boolean isNamed = args.length < 2 || !args[0].isEmpty();
    return isHelp && isNamed && WIDTHS.contains(console.width())
        ? read(name(args.length == 1 ? "" : args[0], console.width(), Ansi.AUTO.enabled()))
        : Optional.empty();
  }

  /**
   * The name of the file that has the help of a command, beside this class.
   *
   * @param command empty for the program itself
   * @param styled whether it has escape sequences for a terminal
   */
  public static String name(String command, int width, boolean styled) {
    return "help" + (command.isEmpty() ? "" : "-" + command) + "-" + width
        + (styled ? "-styled" : "") + ".txt";
  }

  private static Optional<String> read(String name) {
    try (InputStream file = ReadyHelp.class.getResourceAsStream(name)) {
      return file == null ? Optional.empty() : Optional.of(new String(file.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file can't be read: " + name, e);
    }
  }
}
