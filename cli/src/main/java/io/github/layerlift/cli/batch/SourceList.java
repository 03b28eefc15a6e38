package io.github.layerlift.cli.batch;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A list of paths, one per line, or each followed by a NUL, as {@code find -print0} writes it. */
final class SourceList {
  private SourceList() {}

  /** Reads the list of {@code paths} in {@code file}, or on {@code stdin} if that is {@code -}. */
  static List<Path> read(String file, boolean nul, InputStream stdin, Function<String, Path> paths)
      throws LayerliftException {
    try {
      byte[] bytes =
          Console.isStream(file) ? stdin.readAllBytes() : Files.readAllBytes(ByteNames.path(file));
      return parse(ByteNames.of(bytes), nul, paths);
    } catch (IOException e) {
      throw Fault.of(
              ErrorCode.INPUT_UNREADABLE, "the list " + file + " can't be read: " + Reason.of(e))
          .exception(e);
    }
  }

  static List<Path> parse(String text, boolean nul, Function<String, Path> path)
      throws LayerliftException {
    List<Path> paths = new ArrayList<>();
    for (String name : text.split(nul ? "\0" : "\r?\n", -1)) {
      if (!name.isEmpty()) {
        paths.add(path(name, path));
      }
    }
    return paths;
  }

  private static Path path(String name, Function<String, Path> path) throws LayerliftException {
    try {
      return path.apply(name);
    } catch (InvalidPathException e) {
      throw Fault.of(ErrorCode.BAD_OPTION, "the list contains a line that is not a path: " + name)
          .hint("use --null for a NUL-separated list, as written by find -print0")
          .exception(e);
    }
  }
}
