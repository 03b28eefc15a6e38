package io.github.layerlift.cli.option;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reports usage errors. */
public final class WrongUse {
  private WrongUse() {}

  /**
   * Refuses arguments that make no sense.
   *
   * @param spec of the command, which picocli sets before it runs
   * @throws ParameterException which picocli reports as a usage error
   */
  public static void refuse(@Nullable CommandSpec spec, boolean senseless, String sentence) {
    if (senseless) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }
  }

  /** What {@code maker} makes of the options; a number that the library refuses is a usage error. */
  public static <T> T checked(@Nullable CommandSpec spec, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
