package io.github.layerlift.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** How a command is called, in one line: its many optional options are listed below. */
public final class Synopsis {
  private Synopsis() {}

  /** The words after the command's name. */
  public static String of(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of("[OPTION]..."));
    for (OptionSpec option : spec.options()) {
      if (option.required()) {
        words.add(option.longestName() + " " + option.paramLabel());
      }
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      String label = parameter.paramLabel();
      String word = parameter.arity().min() == 0 ? "[" + label + "]" : label;
      boolean many = parameter.arity().max() > 1 && !parameter.hideParamSyntax();
      words.add(many ? "[" + label + "]..." : word);
    }
    if (!spec.subcommands().isEmpty()) {
      words.add("COMMAND");
    }
    return String.join(" ", words);
  }
}
