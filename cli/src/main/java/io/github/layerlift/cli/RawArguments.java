package io.github.layerlift.cli;

import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments as they were given: bytes. Java decodes them with the locale's charset, and
 * replaces what it can't decode with a question mark.
 */
final class RawArguments {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private RawArguments() {}

  /** {@code args} as {@link ByteNames}; unchanged where the system doesn't provide the bytes. */
  static String[] of(String... args) {
    boolean ascii = Arrays.stream(args).allMatch(arg -> arg.chars().allMatch(c -> c < 0x80));
    if (ascii) {
      return args;
    }
    try {
      return last(ByteNames.of(Files.readAllBytes(COMMAND_LINE)), args);
    } catch (IOException e) {
      // no such file on this system, whose names are all UTF-8
      return args;
    }
  }

  /**
   * The last arguments of a command line, as many as {@code args}.
   *
   * @param line each argument followed by a NUL
   */
  static String[] last(String line, String... args) {
    List<String> words = new ArrayList<>(List.of(line.split("\0", -1)));
    words.remove(words.size() - 1);
    return words.size() < args.length
        ? args
        : words.subList(words.size() - args.length, words.size()).toArray(String[]::new);
  }
}
