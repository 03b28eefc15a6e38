package io.github.layerlift.it.engine;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The root of a Debian release as a machine of its own, for one engine: see {@code debian/machine.sh}. It ends,
 * with all that runs and is mounted in it, when it is closed, or when this JVM dies.
 */
final class Machine extends Place {
  /** Where the folder of the engine is, as the engine sees it. */
  static final Path STATE = Path.of("/mnt/state");

  private static final Path SHARED = Path.of("/mnt/shared");
  private static final Path SCRIPT = Checkout.engines().resolveSibling("debian/machine.sh");
  private static final long ATTEMPTS = 600;
  private static final long BETWEEN_MILLIS = 100;
  private static final long END_SECONDS = 300;

  private final Process process;
  private final String pid;
  private final Path state;
  private final Path shared;

  private Machine(Process process, String pid, Path state, Path shared) {
    this.process = process;
    this.pid = pid;
    this.state = state;
    this.shared = shared;
  }

  /**
   * Starts a machine.
   *
   * @param root of the Debian release
   * @param shared a folder that the machine may read
   */
  static Machine start(Path root, Path shared) throws IOException {
    Path state = Files.createTempDirectory("layerlift-engine-");
    Process process = new ProcessBuilder(
            SCRIPT.toString(), "start", root.toString(), state.toString(), shared.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String pid = new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
    if (pid == null) {
      throw new IOException("the machine of " + root + " did not start: its words are above");
    }
    return new Machine(process, pid, state, shared);
  }

  @Override
  Path state() {
    return state;
  }

  /** A file below {@link #state} or of the shared folder, as the engine sees it. */
  @Override
  Path inside(Path file) {
    Path path = file.toAbsolutePath();
    if (path.startsWith(state)) {
      return STATE.resolve(state.relativize(path));
    }
    if (path.startsWith(shared.toAbsolutePath())) {
      return SHARED.resolve(shared.toAbsolutePath().relativize(path));
    }
    throw new IllegalArgumentException("the machine does not see " + file);
  }

  @Override
  Path runtime(String name) {
    return Path.of("/run").resolve(name);
  }

  @Override
  Command command(Object... words) {
    return Command.of(SCRIPT, "run", pid).and(words);
  }

  /** Starts a daemon that prints into {@code log} of the machine's folder, and waits until {@code probe} succeeds. */
  void daemon(String log, Command daemon, Command probe) throws IOException {
    Process started = new ProcessBuilder(daemon.words())
        .redirectErrorStream(true)
        .redirectOutput(state.resolve(log).toFile())
        .start();
    started.getOutputStream().close();
    for (int i = 0; i < ATTEMPTS && started.isAlive(); i++) {
      if (finish(probe).code() == 0) {
        return;
      }
      pause();
    }
    throw new IOException(daemon + " does not answer:\n" + Files.readString(state.resolve(log)));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(BETWEEN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      // The machine goes when the parents out here of all its processes have taken note: an
      // orphan's may never do so.
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the machine of " + state + " does not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
