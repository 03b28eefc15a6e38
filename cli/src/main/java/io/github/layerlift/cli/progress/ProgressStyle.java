package io.github.layerlift.cli.progress;

import io.github.layerlift.cli.console.Console;
import java.util.Locale;

/** How progress is shown. */
public enum ProgressStyle {
  AUTO,
  BAR,
  PLAIN,
  JSON,
  NONE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What {@code AUTO} means here: a bar on a terminal, lines in CI, nothing in a pipe. */
  public ProgressStyle resolve(boolean quiet, Console console) {
    if (this != AUTO) {
      return this;
    }
    if (quiet) {
      return NONE;
    }
    if (console.terminal() && !console.isCi()) {
      return console.isDumb() ? PLAIN : BAR;
    }
    return console.isCi() ? PLAIN : NONE;
  }
}
