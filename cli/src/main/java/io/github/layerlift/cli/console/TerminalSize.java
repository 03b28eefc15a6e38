package io.github.layerlift.cli.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The size of the terminal. Java can't query it, so {@code stty} does; without {@code stty}, the
 * environment may have it.
 *
 * @param rows lines, at least 1
 * @param columns characters in a line, at least 1
 */
public record TerminalSize(int rows, int columns) {
  private static final TerminalSize USUAL = new TerminalSize(24, 80);
  private static final int MAX_MILLIS = 500;

  /** Asks the terminal that the process was started from. */
  public static TerminalSize now(Map<String, String> environment) {
    return ask()
        .orElseGet(() -> new TerminalSize(
            number(environment.getOrDefault("LINES", ""), USUAL.rows),
            number(environment.getOrDefault("COLUMNS", ""), USUAL.columns)));
  }

  private static Optional<TerminalSize> ask() {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "stty size </dev/tty 2>/dev/null");
    try {
      Process stty = builder.start();
      try (InputStream answer = stty.getInputStream()) {
        if (!stty.waitFor(MAX_MILLIS, TimeUnit.MILLISECONDS)) {
          stty.destroy();
          return Optional.empty();
        }
        return parse(new String(answer.readAllBytes(), US_ASCII).strip());
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Reads {@code ROWS COLUMNS}; some terminals say 0 for what they don't know. */
  public static Optional<TerminalSize> parse(String answer) {
    String[] numbers = answer.split(" ", -1);
    if (numbers.length != 2) {
      return Optional.empty();
    }
    int rows = number(numbers[0], 0);
    int columns = number(numbers[1], 0);
    return rows > 0 && columns > 0
        ? Optional.of(new TerminalSize(rows, columns))
        : Optional.empty();
  }

  private static int number(String text, int otherwise) {
    Integer number = Ints.tryParse(text);
    return number != null && number > 0 ? number : otherwise;
  }
}
