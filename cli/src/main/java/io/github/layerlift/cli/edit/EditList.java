package io.github.layerlift.cli.edit;

import io.github.layerlift.options.Edit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Stack;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The edits of a call, in the order of its options, which picocli would sort by option. */
final class EditList {
  private static final String CHOWN = "--chown";
  private static final String CHMOD = "--chmod";
  private final List<Edit> edits = new ArrayList<>();

  /** Gives {@code spec} an option for each edit, and those that go with {@code --add}. */
  void addOptions(CommandSpec spec) {
    for (EditOption each : EditOption.values()) {
      spec.addOption(option(
          each,
          each.option(),
          each.label(),
          each.description(),
          value -> edits.add(each.edit(value))));
      if (each == EditOption.ADD_TAR) {
        spec.addOption(option(
            each,
            CHOWN,
            "USER[:GROUP]",
            "Owner of what the --add before it adds: numbers, or names of the image.",
            value -> ofLastAddition(
                CHOWN, add -> with(add, Optional.of(value), add.mode(), add.time()))));
        spec.addOption(option(
            each,
            CHMOD,
            "MODE",
            "Permissions of what the --add before it adds. Who may read a folder may enter it, too.",
            value -> ofLastAddition(
                CHMOD,
                add ->
                    with(add, add.owner(), OptionalInt.of(EditValues.mode(value)), add.time()))));
      }
    }
  }

  /** The edits, with the time that the environment asks for. */
  List<Edit> edits(@Nullable String sourceDateEpoch) {
    if (sourceDateEpoch == null || sourceDateEpoch.isEmpty()) {
      return List.copyOf(edits);
    }
    Optional<Instant> time = Optional.of(EditValues.time("SOURCE_DATE_EPOCH", sourceDateEpoch));
    List<Edit> timed = new ArrayList<>(edits.size());
    for (Edit edit : edits) {
      timed.add(edit instanceof Edit.Add add ? with(add, add.owner(), add.mode(), time) : edit);
    }
    return timed;
  }

  private void ofLastAddition(String option, UnaryOperator<Edit.Add> change) {
    int last = edits.size() - 1;
    if (last < 0 || !(edits.get(last) instanceof Edit.Add add)) {
      throw new IllegalArgumentException(option + " goes right after an --add or --add-tar");
    }
    edits.set(last, change.apply(add));
  }

  private static Edit.Add with(
      Edit.Add add, Optional<String> owner, OptionalInt mode, Optional<Instant> time) {
    return new Edit.Add(add.source(), add.target(), add.unpack(), owner, mode, time);
  }

  private static OptionSpec option(
      EditOption group, String name, String label, String description, Consumer<String> take) {
    OptionSpec.Builder option = OptionSpec.builder(name)
        .description(description)
        .userObject(group)
        .arity(label.isEmpty() ? "0" : "1")
        .parameterConsumer((words, spec, command) ->
            take(label.isEmpty() ? "" : pop(words, spec, command), command, take));
    return label.isEmpty()
        ? option.type(boolean.class).build()
        : option.type(String.class).paramLabel(label).build();
  }

  private static String pop(Stack<String> words, ArgSpec spec, CommandSpec command) {
    if (words.isEmpty()) {
      throw new MissingParameterException(
          command.commandLine(),
          spec,
          ((OptionSpec) spec).longestName() + " takes " + spec.paramLabel());
    }
    return words.pop();
  }

  private static void take(String value, CommandSpec command, Consumer<String> take) {
    try {
      take.accept(value);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
