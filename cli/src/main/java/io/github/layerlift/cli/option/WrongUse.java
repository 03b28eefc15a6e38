package io.github.layerlift.cli.option;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Tells that a command was called with what makes no sense. */
public final class WrongUse {
  private WrongUse() {}

  /**
   * Refuses what makes no sense.
   *
   * @param spec of the command, which picocli sets before it runs
   * @throws ParameterException which picocli tells as wrong use
   */
  public static void refuse(@Nullable CommandSpec spec, boolean senseless, String sentence) {
    if (senseless) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }
  }

  /** What {@code maker} makes of the options; a number that the library refuses is wrong use. */
  public static <T> T checked(@Nullable CommandSpec spec, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
