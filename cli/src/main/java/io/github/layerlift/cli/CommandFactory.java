package io.github.layerlift.cli;

import io.github.layerlift.cli.batch.BatchCommand;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.convert.ConvertCommand;
import io.github.layerlift.cli.extract.ExtractCommand;
import io.github.layerlift.cli.inspect.InspectCommand;
import io.github.layerlift.cli.verify.VerifyCommand;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/** Makes commands that need to know what surrounds them; picocli makes all others. */
final class CommandFactory implements CommandLine.IFactory {
  private final Map<Class<?>, Function<Console, ?>> commands = Map.of(
      ConvertCommand.class, ConvertCommand::new,
      BatchCommand.class, BatchCommand::new,
      VerifyCommand.class, VerifyCommand::new,
      InspectCommand.class, InspectCommand::new,
      ExtractCommand.class, ExtractCommand::new);

  private final Console console;

  CommandFactory(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    Function<Console, ?> maker = commands.get(type);
    return maker == null
        ? CommandLine.defaultFactory().create(type)
        : type.cast(maker.apply(console));
  }
}
