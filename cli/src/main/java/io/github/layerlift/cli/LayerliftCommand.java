package io.github.layerlift.cli;

import io.github.layerlift.cli.console.Version;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(
    name = "layerlift",
    description = "Converts old container image archives to today's format.",
    footer = {
      "",
      "Examples:",
      "  layerlift convert legacy.tar modern.tar",
      "  layerlift convert --help",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read or write,",
      "4 malformed archive, 5 not an image archive, 6 some archives failed,",
      "7 two images differ, 130 interrupted."
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class LayerliftCommand implements Runnable {
  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "missing command, such as convert");
  }
}
