package io.github.layerlift.it.engine;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link DockerEngine}, one for the whole run: that of {@code DOCKER_HOST} if it
 * answers and will do, else one that is started for the run and stopped after it.
 */
public final class EngineExtension implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(EngineExtension.class);

  /** Installs the engines that are missing, once. */
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("install", key -> engines("install"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DockerEngine.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Lease.class, key -> Lease.take(), Lease.class)
        .engine();
  }

  /** Runs the script that installs, starts and stops engines; returns what it printed. */
  private static String engines(Object... arguments) {
    try {
      return Command.of(Checkout.engines()).and(arguments).run().orFail();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no engines to test with", e);
    }
  }

  /** An engine for the run; JUnit closes it at the end. */
  private record Lease(DockerEngine engine, Runnable end) implements AutoCloseable {

    static Lease take() {
      String host = System.getenv("DOCKER_HOST");
      if (host != null) {
        try {
          DockerEngine engine = new DockerEngine(URI.create(host));
          if (engine.hasClassicStore()) {
            return new Lease(engine, () -> {});
          }
          System.err.println(host + " keeps its images in containerd: starting an engine instead");
        } catch (RuntimeException e) {
          System.err.println(host + " does not answer: starting an engine instead (" + e + ")");
        }
      }
      return start();
    }

    private static Lease start() {
      Path state = newFolder();
      Thread atExit = new Thread(() -> stop(state));
      Runtime.getRuntime().addShutdownHook(atExit);
      engines("start", state);
      DockerEngine engine = new DockerEngine(URI.create("unix://" + state + "/docker.sock"));
      return new Lease(engine, () -> {
        stop(state);
        Runtime.getRuntime().removeShutdownHook(atExit);
      });
    }

    private static Path newFolder() {
      try {
        return Files.createTempDirectory("layerlift-engine-");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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

    @Override
    public void close() {
      end.run();
    }
  }
}
