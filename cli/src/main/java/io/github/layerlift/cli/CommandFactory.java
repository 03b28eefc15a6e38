package io.github.layerlift.cli;

import picocli.CommandLine;

/** Makes commands that need to know what surrounds them; picocli makes all others. */
final class CommandFactory implements CommandLine.IFactory {
  private final Console console;

  CommandFactory(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    return type == ConvertCommand.class
        ? type.cast(new ConvertCommand(console))
        : CommandLine.defaultFactory().create(type);
  }
}
