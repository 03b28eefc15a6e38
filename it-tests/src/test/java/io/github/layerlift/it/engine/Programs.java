package io.github.layerlift.it.engine;

import io.github.layerlift.it.machine.Command;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What programs say of themselves. */
final class Programs {
  private static final Pattern VERSION = Pattern.compile("\\b\\d+\\.\\d+(\\.\\d+)?");

  private Programs() {}

  /** The first version number in what a command prints. */
  static String version(Machine machine, Command command) {
    try {
      Matcher number = VERSION.matcher(machine.run(command));
      if (number.find()) {
        return number.group();
      }
    } catch (Refusal | IOException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException(command + " tells no version");
  }
}
