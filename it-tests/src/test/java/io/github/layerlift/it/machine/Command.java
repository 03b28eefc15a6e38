package io.github.layerlift.it.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program to run, with its arguments. */
public final class Command {
  private static final long MINUTES = 10;

  private final List<String> words;
  private final Map<String, String> environment = new HashMap<>();

  private Command(List<String> words) {
    this.words = words;
  }

  /** The command with {@code words}, each converted with its {@code toString()}. */
  public static Command of(Object... words) {
    return new Command(Arrays.stream(words).map(Object::toString).toList());
  }

  /** This command with further words. */
  public Command and(Object... more) {
    Command longer = new Command(
        Stream.concat(words.stream(), Arrays.stream(more).map(Object::toString)).toList());
    longer.environment.putAll(environment);
    return longer;
  }

  /**
   * This command as one that a terminal starts. Tests that run in the background have SIGINT
   * ignored, and would pass that on.
   */
  public Command inForeground() {
    Command longer = of("env", "--default-signal=INT").and(words.toArray());
    longer.environment.putAll(environment);
    return longer;
  }

  /** This command with an environment variable set. */
  public Command with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** The words, for starting it in another way. */
  public List<String> words() {
    return words;
  }

  /** Runs the command to its end. */
  public Finished run() throws IOException, InterruptedException {
    return start().finished();
  }

  /** Starts the command. */
  public Running start() throws IOException {
    Path out = Files.createTempFile("layerlift-it-", ".out");
    Path err = Files.createTempFile("layerlift-it-", ".err");
    ProcessBuilder builder = new ProcessBuilder(words);
    // if CI is set, anything that takes longer than a second reports it on stderr
    builder.environment().remove("CI");
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(out.toFile());
    builder.redirectError(err.toFile());
    return new Running(this, builder.start(), out, err);
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }

  /** A command that may still be running; its output goes to files, so that it never waits for a reader. */
  public record Running(Command command, Process process, Path out, Path err) {

    /** Waits until the program has written that much, to any file; false if it ended before. */
    public boolean awaitWritten(long bytes) {
      Path counters = Path.of("/proc", Long.toString(process.pid()), "io");
      while (process.isAlive()) {
        try (Stream<String> lines = Files.lines(counters)) {
          String written =
              lines.filter(line -> line.startsWith("wchar: ")).findFirst().orElseThrow();
          if (Long.parseLong(written.substring("wchar: ".length())) >= bytes) {
            return true;
          }
        } catch (IOException | UncheckedIOException e) {
          // It ended just now.
          return false;
        }
      }
      return false;
    }

    /** Sends a signal, by its name, unless the program has ended. */
    public void signal(String name) throws IOException, InterruptedException {
      Command.of("sh", "-c", "kill -" + name + " " + process.pid() + " 2>/dev/null || true")
          .run()
          .orFail();
    }

    /** Waits for the end. */
    public Finished finished() throws IOException, InterruptedException {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("still running after " + MINUTES + " minutes: " + command);
      }
      int code = process.exitValue();
      Finished finished = new Finished(
          command.toString(),
          code,
          new String(Files.readAllBytes(out), UTF_8),
          new String(Files.readAllBytes(err), UTF_8));
      Files.delete(out);
      Files.delete(err);
      return finished;
    }
  }

  /** The result of a command. */
  public record Finished(String command, int code, String out, String err) {

    /** Fails unless the command succeeded; returns what it printed. */
    public String orFail() {
      if (code != 0) {
        throw new AssertionError(command + "\nended with " + code + "\n" + out + err);
      }
      return out;
    }
  }
}
