package io.github.layerlift.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The program {@code docker}, which knows the engine to use: from {@code DOCKER_HOST}, from its
 * context, or by default.
 */
final class DockerCli {
  /** Names another program with the same commands. */
  static final String PROGRAM = "LAYERLIFT_DOCKER";

  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final String program;

  DockerCli(Console console) {
    this.program = console.environment().getOrDefault(PROGRAM, "docker");
  }

  /**
   * The result of a call.
   *
   * @param error the last line of its error output
   */
  record Answer(int code, String out, String error) {
    boolean isGood() {
      return code == 0;
    }
  }

  /** Calls it, and fails unless it succeeds. */
  String ask(String... arguments) throws LayerliftException {
    Answer answer = call(ANSWER, arguments);
    if (!answer.isGood()) {
      throw unavailable("docker " + arguments[0] + " failed: " + answer.error(), null);
    }
    return answer.out().strip();
  }

  /** Calls it for something that is allowed to fail. */
  Answer attempt(String... arguments) throws LayerliftException {
    return call(ANSWER, arguments);
  }

  /** Calls it, whatever the result, for at most {@code longest}. */
  Answer call(Duration longest, String... arguments) throws LayerliftException {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(List.of(arguments));
    Path out = scratch();
    Path err = scratch();
    try {
      Process process = new ProcessBuilder(words)
          .redirectInput(ProcessBuilder.Redirect.PIPE)
          .redirectOutput(out.toFile())
          .redirectError(err.toFile())
          .start();
      process.getOutputStream().close();
      return await(process, longest, words)
          ? new Answer(process.exitValue(), read(out), lastLine(read(err)))
          : new Answer(-1, "", "no answer within " + longest.toSeconds() + " seconds");
    } catch (IOException e) {
      throw unavailable("docker can't be run: " + Reason.of(e), e);
    } finally {
      remove(out);
      remove(err);
    }
  }

  private static boolean await(Process process, Duration longest, List<String> words)
      throws LayerliftException {
    try {
      return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted while waiting for docker " + words.get(1), e);
    } finally {
      process.destroy();
    }
  }

  private static String lastLine(String text) {
    String stripped = text.strip();
    return stripped.substring(stripped.lastIndexOf('\n') + 1);
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }

  private static Path scratch() throws LayerliftException {
    try {
      return Files.createTempFile("layerlift-docker-", ".txt");
    } catch (IOException e) {
      throw Fault.of(ErrorCode.WRITE_FAILED, "can't create a temporary file: " + Reason.of(e))
          .exception(e);
    }
  }

  private static void remove(Path file) throws LayerliftException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Fault.of(ErrorCode.WRITE_FAILED, "can't remove a temporary file: " + Reason.of(e))
          .exception(e);
    }
  }

  private static LayerliftException unavailable(String sentence, @Nullable Throwable cause) {
    return Fault.of(ErrorCode.ENGINE_UNAVAILABLE, sentence)
        .hint("start the engine, or choose one with DOCKER_HOST or docker context use")
        .exception(cause);
  }
}
