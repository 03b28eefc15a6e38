package io.github.layerlift.it.engine;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The computer that the tests run on, and its own programs, as a user calls them. Each has mounts of its own,
 * which also serves in a chroot: see {@code private.sh}.
 */
final class ThisComputer extends Place {
  private static final Path PRIVATE = Checkout.engines().resolveSibling("private.sh");

  private final Path state;

  private ThisComputer(Path state) {
    this.state = state;
  }

  static ThisComputer withNewFolder() {
    try {
      return new ThisComputer(Files.createTempDirectory("layerlift-engine-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Path state() {
    return state;
  }

  @Override
  Path inside(Path file) {
    return file.toAbsolutePath();
  }

  @Override
  Path runtime(String name) {
    // podman takes no path beyond 50 characters here
    return state.resolve("run");
  }

  @Override
  Command command(Object... words) {
    return Command.of(PRIVATE).and(words);
  }

  @Override
  public void close() {
    try {
      finish(Command.of("find", state, "-delete")).orFail();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
