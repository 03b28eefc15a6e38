package io.github.layerlift.edit;

import io.github.layerlift.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes the values of build arguments, which builders write into the history: {@code |2 A=1 B=2
 * /bin/sh -c make}, and {@code ARG A=1}.
 */
final class BuildArguments {
  private static final String CREATED_BY = "created_by";
  private static final Pattern COUNT = Pattern.compile("\\|([0-9]{1,5})");
  private static final Pattern RUN =
      Pattern.compile("(?s)(RUN )?\\|[0-9]{1,5} .*?(/bin/sh -c |cmd /S /C |powershell )(.*)");
  private static final Pattern ANY_RUN = Pattern.compile("(?s)(RUN )?\\|[0-9]{1,5} .*");
  private static final Pattern ARG =
      Pattern.compile("(?s)((?:/bin/sh -c #\\(nop\\) +)?ARG +)([^=\\s]+)=.*");

  private BuildArguments() {}

  static void drop(Draft draft) {
    History.replace(
        draft,
        row -> row.field(CREATED_BY) instanceof Json.Str by
            ? row.with(CREATED_BY, new Json.Str(without(by.value())))
            : row);
    if (draft.document().field("container_config") instanceof Json.Obj container
        && container.field("Cmd") instanceof Json.Arr command) {
      Json.Obj changed = container.with("Cmd", new Json.Arr(words(command.items())));
      draft.document(draft.document().with("container_config", changed));
    }
  }

  /** The command line without the values; all of it goes if nobody can tell where they end. */
  static String without(String by) {
    Matcher run = RUN.matcher(by);
    if (run.matches()) {
      return (run.group(1) == null ? "" : run.group(1)) + run.group(2) + run.group(3);
    }
    if (ANY_RUN.matcher(by).matches()) {
      return "RUN";
    }
    Matcher arg = ARG.matcher(by);
    return arg.matches() ? arg.group(1) + arg.group(2) : by;
  }

  private static List<Json> words(List<Json> command) {
    if (!command.isEmpty() && command.get(0) instanceof Json.Str first) {
      Matcher count = COUNT.matcher(first.value());
      if (count.matches()) {
        int values = Math.min(command.size() - 1, Integer.parseInt(count.group(1)));
        return command.subList(1 + values, command.size());
      }
    }
    List<Json> words = new ArrayList<>(command.size());
    for (Json word : command) {
      words.add(word instanceof Json.Str text ? new Json.Str(without(text.value())) : word);
    }
    return words;
  }
}
