package io.github.layerlift.cli.option;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A usage error in the user's words, not picocli's.
 *
 * @param hint the nearest word that exists, if there is one, and where to look
 */
record Misuse(String sentence, String hint) {
  static Misuse of(ParameterException e) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    String help = spec.qualifiedName() + " --help";
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched, spec, help);
    }
    return new Misuse(sentence(e), help + " shows how");
  }

  private static Misuse unknown(UnmatchedArgumentException e, CommandSpec spec, String help) {
    List<String> words = e.getUnmatched();
    if (e.isUnknownOption()) {
      String name = words.get(0).replaceFirst("=.*", "");
      return new Misuse(
          "unknown option '" + name + "'",
          nearest(name, spec.optionsMap().keySet()) + help + " lists the options");
    }
    if (spec.subcommands().isEmpty()) {
      String many =
          words.size() == 1 ? "one argument too many" : words.size() + " arguments too many";
      return new Misuse(many + ": '" + String.join("', '", words) + "'", help + " shows how");
    }
    String word = words.get(0);
    return new Misuse(
        "unknown command '" + word + "'",
        isFile(word)
            ? "to convert it: " + spec.name() + " convert " + word + " OUT"
            : nearest(word, spec.subcommands().keySet()) + help + " lists the commands");
  }

  private static String nearest(String word, Collection<String> known) {
    return Nearest.of(word, known).map(near -> "did you mean " + near + "? ").orElse("");
  }

  private static boolean isFile(String word) {
    try {
      // an empty path is the working folder
      return !word.isEmpty() && Files.exists(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String sentence(ParameterException e) {
    ArgSpec argument = e.getArgSpec();
    String value = e.getValue();
    if (argument instanceof OptionSpec option && value != null) {
      Class<?> type = option.type();
      String start = option.longestName() + " takes ";
      String end = ", and not '" + value + "'";
      if (type.isEnum()) {
        return start + alternatives(type.getEnumConstants()) + end;
      }
      if (option.converters().length == 0 && (type == int.class || type == Integer.class)) {
        return start + "a number" + end;
      }
    }
    String message = String.valueOf(e.getMessage());
    // a parameter's name keeps its capitals
    boolean sentence = message.length() > 1 && Character.isLowerCase(message.charAt(1));
    return sentence
        ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1)
        : message;
  }

  private static String alternatives(Object[] values) {
    String most = Stream.of(values)
        .limit(values.length - 1L)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
    return most + " or " + values[values.length - 1];
  }
}
