package io.github.layerlift.cli.shell;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion for the fish shell, which picocli doesn't support.
 *
 * @see <a href="https://fishshell.com/docs/current/cmds/complete.html">complete</a>
 */
final class FishCompletion {
  private final CommandSpec program;
  private final StringBuilder text = new StringBuilder();

  FishCompletion(CommandSpec program) {
    this.program = program;
  }

  /** The whole file. */
  String text() {
    String start = "complete -c " + program.name();
    text.append("# Completion of ").append(program.name()).append(" for fish\n");
    if (program.subcommands().isEmpty()) {
      options(start, program);
      return text.toString();
    }
    for (CommandLine command : program.subcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      text.append(start)
          .append(" -n __fish_use_subcommand -f -a ")
          .append(spec.name())
          .append(" -d ")
          .append(quoted(first(spec.usageMessage().description())))
          .append('\n');
    }
    options(start + " -n __fish_use_subcommand -f", program);
    for (CommandLine command : program.subcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      options(start + " -n '__fish_seen_subcommand_from " + spec.name() + "'", spec);
    }
    return text.toString();
  }

  private void options(String start, CommandSpec spec) {
    for (OptionSpec option : spec.options()) {
      text.append(start);
      for (String name : option.names()) {
        text.append(
            name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
      }
      if (option.arity().max() > 0) {
        text.append(values(option));
      }
      text.append(" -d ").append(quoted(first(option.description()))).append('\n');
    }
  }

  /** The values of an option; files if it takes any value. */
  private static String values(OptionSpec option) {
    Iterable<String> words = option.completionCandidates();
    return words == null ? " -r" : " -x -a " + quoted(String.join(" ", words));
  }

  private static String first(String[] description) {
    return description.length == 0 ? "" : CommandLine.Help.Ansi.OFF.string(description[0]);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
