package io.github.layerlift.it.engine;

import com.google.common.base.Suppliers;
import io.github.layerlift.it.engine.Engine.Identity;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The Docker of a whole run: that of {@code DOCKER_HOST} if it answers and will do, else one that {@code
 * engines.sh} starts, and stops when this JVM ends.
 */
final class SharedDocker {
  private static final Supplier<Docker> ONE = Suppliers.memoize(SharedDocker::take);

  private SharedDocker() {}

  /** Started at the first call. */
  static Docker get() {
    return ONE.get();
  }

  private static Docker take() {
    String host = System.getenv("DOCKER_HOST");
    if (host != null) {
      try {
        Docker docker = Docker.at(host);
        if (docker.identity() == Identity.CONFIG) {
          atExit(docker::close);
          return docker;
        }
        docker.close();
        System.err.println(host + " keeps its images in containerd: starting an engine instead");
      } catch (IOException e) {
        System.err.println(host + " does not answer: starting an engine instead (" + e + ")");
      }
    }
    try {
      return start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Docker start() throws IOException {
    Path state = Files.createTempDirectory("layerlift-engine-");
    atExit(() -> stop(state));
    engines("start", state);
    Docker docker = Docker.at("unix://" + state + "/docker.sock");
    atExit(docker::close);
    return docker;
  }

  private static void atExit(Runnable end) {
    Runtime.getRuntime().addShutdownHook(new Thread(end));
  }

  private static void stop(Path state) {
    engines("stop", state);
    try {
      Files.delete(state.resolve("docker.log"));
      Files.delete(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the script that installs, starts and stops engines; returns what it printed. */
  static String engines(Object... arguments) {
    try {
      return Command.of(Checkout.engines()).and(arguments).run().orFail();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no engines to test with", e);
    }
  }
}
