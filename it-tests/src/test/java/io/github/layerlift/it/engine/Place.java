package io.github.layerlift.it.engine;

import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the programs of one engine run, with a folder for its files; both go when it is closed. */
abstract class Place implements AutoCloseable {
  /** What programs of containers/* and containerd print besides, though nothing is wrong. */
  private static final Pattern NOISE = Pattern.compile(
      "time=\\S+ level=(warning|info|debug) .*|Copying (blob|config) .*|Getting image source signatures"
          + "|Writing manifest to image destination|Storing signatures|\\[?emulated\\]?|\\s*");

  /** An error in the form of a log line. */
  private static final Pattern LOGGED = Pattern.compile("time=\\S+ level=\\w+ msg=\"(.*)\"");

  private static final Pattern VERSION = Pattern.compile("\\b\\d+\\.\\d+(\\.\\d+)?");

  /** The folder of the engine, as this JVM sees it. */
  abstract Path state();

  /** A file, as the engine sees it. */
  abstract Path inside(Path file);

  /** A folder for what a program need not keep, as the engine sees it. */
  abstract Path runtime(String name);

  /** The command that runs {@code words} here. */
  abstract Command command(Object... words);

  @Override
  public abstract void close();

  /** A file of the engine's folder, as the engine sees it. */
  final Path own(String name) {
    return inside(state().resolve(name));
  }

  /** Runs a command of {@link #command}; returns what it printed. */
  final String run(Command command) throws Refusal, IOException {
    Finished finished = finish(command);
    if (finished.code() != 0) {
      String said = finished.err().isBlank() ? finished.out() : finished.err();
      String message = withoutNoise(said);
      throw new Refusal(message.isEmpty() ? said.strip() : message);
    }
    return finished.out();
  }

  private static String withoutNoise(String text) {
    return text.lines()
        .filter(line -> !NOISE.matcher(line).matches())
        .map(line ->
            LOGGED.matcher(line).replaceFirst("$1").replace("\\\"", "\"").strip())
        .collect(Collectors.joining(" / "));
  }

  static Finished finish(Command command) throws IOException {
    try {
      return command.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The first version number in what a command prints. */
  final String version(Command command) {
    try {
      Matcher number = VERSION.matcher(run(command));
      if (number.find()) {
        return number.group();
      }
    } catch (Refusal | IOException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException(command + " tells no version");
  }

  /** Lets this JVM read a file that a program wrote, as root; returns it. */
  final Path handOver(Path file) throws Refusal, IOException {
    run(command("chmod", "a+r", inside(file)));
    return file;
  }
}
