package io.github.layerlift.it.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Records each fault that was tried and its outcome, a line for each, for {@code
 * docs/measured/reliability.md}: {@code make reliability} names the file. Otherwise nothing is recorded.
 */
public final class FaultLog {
  private static final String FILE = System.getProperty("layerlift.faults", "");

  private FaultLog() {}

  /** How many random runs are tried; {@code make reliability} asks for more than usual. */
  public static int rounds(int usual, int thorough) {
    return FILE.isEmpty() ? usual : thorough;
  }

  /** All of {@code list} if {@code make reliability} asks; else every second one, the last included. */
  public static <T> Stream<T> some(List<T> list) {
    int last = list.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> isThorough() || (last - i) % 2 == 0)
        .mapToObj(list::get);
  }

  /** Whether to try all of a long list. */
  public static boolean isThorough() {
    return !FILE.isEmpty();
  }

  /**
   * Records a fault whose outcome was right.
   *
   * @param area a heading of the document
   * @param fault what was done to the program
   * @param outcome what it did
   */
  public static void note(String area, String fault, String outcome) throws IOException {
    if (!FILE.isEmpty()) {
      Files.writeString(
          Path.of(FILE),
          String.join("\t", area, fault, outcome) + "\n",
          UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
