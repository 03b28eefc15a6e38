package io.github.layerlift.cli.option;

import picocli.CommandLine.Option;

/** The options of every command. */
@Under(Heading.GENERAL)
public final class CommonOptions {
  static final String DEBUG = "--debug";

  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors only.")
  private boolean quiet;

  @Option(names = DEBUG, description = "Print stack traces too.")
  private boolean debug;

  public boolean isQuiet() {
    return quiet;
  }

  /** Read by {@link CommandFaults}; here so that the option exists. */
  boolean isDebug() {
    return debug;
  }
}
