package io.github.layerlift.it.push;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import java.nio.file.Path;

/** {@code layerlift push} and {@code batch}, for which this user has stored no credentials. */
final class Pushing {
  private Pushing() {}

  /**
   * The command.
   *
   * @param home where the credentials are looked for
   */
  static Command command(Path home, Object... words) {
    return withoutOthers(home).and(Checkout.layerlift(), "push").and(words);
  }

  /** The command, with the content of a file as its standard input. */
  static Command reading(Path stdin, Path home, Object... words) {
    return withoutOthers(home)
        .and("sh", "-c", "exec \"$0\" \"$@\" <" + stdin, Checkout.layerlift(), "push")
        .and(words);
  }

  /** The command for many archives. */
  static Command batch(Path home, Object... words) {
    return withoutOthers(home).and(Checkout.layerlift(), "batch").and(words);
  }

  private static Command withoutOthers(Path home) {
    return Command.of(
        "env",
        "--unset=REGISTRY_AUTH_FILE",
        "DOCKER_CONFIG=" + home,
        "XDG_RUNTIME_DIR=" + home.resolve("none"));
  }
}
