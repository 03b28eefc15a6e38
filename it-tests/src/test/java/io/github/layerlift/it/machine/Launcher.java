package io.github.layerlift.it.machine;

import java.io.IOException;
import java.nio.file.Path;

/** The program under test, run as a user runs it. */
public final class Launcher {
  private Launcher() {}

  /** The command that converts {@code legacy} to {@code modern}. */
  public static Command command(Path legacy, Path modern, Object... options) {
    return Command.of(Checkout.convert()).and(options).and(legacy, modern);
  }

  /** Any command of the program. */
  public static Command layerlift(Object... words) {
    return Command.of(Checkout.layerlift()).and(words);
  }

  /** Converts {@code legacy} to {@code modern}; fails if the program does. */
  public static void convert(Path legacy, Path modern, Object... options)
      throws IOException, InterruptedException {
    command(legacy, modern, options).run().orFail();
  }
}
