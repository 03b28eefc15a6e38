package io.github.layerlift.edit;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Platform;
import io.github.layerlift.json.Json;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sets and removes fields of a config as the instructions of a Dockerfile do.
 *
 * @see <a href="https://github.com/moby/moby/blob/v20.10.24/builder/dockerfile/dispatchers.go">Docker's
 *     builder</a>
 */
final class Instructions {
  private static final String CMD = "Cmd";
  private static final String ENTRYPOINT = "Entrypoint";
  private static final String ENV = "Env";
  private static final String LABELS = "Labels";
  private static final String PORTS = "ExposedPorts";
  private static final String VOLUMES = "Volumes";
  private static final String WORKDIR = "WorkingDir";
  private static final String SHELL = "Shell";
  /** Only on Windows; it would be wrong for another command. */
  private static final String ESCAPED = "ArgsEscaped";

  private final Warnings warnings;

  Instructions(Warnings warnings) {
    this.warnings = warnings;
  }

  static boolean isFor(Edit edit) {
    return edit instanceof Edit.Set || edit instanceof Edit.Unset;
  }

  void apply(Edit edit, Draft draft) throws LayerliftException {
    if (edit instanceof Edit.Set set) {
      set(draft, set);
    } else {
      unset(draft, (Edit.Unset) edit);
    }
  }

  private void set(Draft draft, Edit.Set edit) throws LayerliftException {
    String value = Values.text(edit.value());
    switch (edit.field()) {
      case ENV -> setEnv(draft, value);
      case LABEL -> putMember(draft, LABELS, Values.pair(value, "KEY"));
      case ANNOTATION -> {
        Values.Pair pair = Values.pair(value, "KEY");
        draft.annotations().put(pair.key(), pair.value());
      }
      case CMD -> {
        setCommand(draft, CMD, value);
        draft.noteCommand();
      }
      case ENTRYPOINT -> {
        setCommand(draft, ENTRYPOINT, value);
        if (!draft.commandSet()) {
          draft.config(draft.config().without(CMD));
        }
      }
      case USER -> setText(draft, "User", Values.required(value, "the user"));
      case WORKDIR -> setText(draft, WORKDIR, Values.workdir(value, text(draft.config(), WORKDIR)));
      case STOP_SIGNAL -> setText(draft, "StopSignal", Values.signal(value));
      case EXPOSE -> putKeys(draft, PORTS, Values.ports(value));
      case VOLUME -> putKeys(draft, VOLUMES, List.of(Values.path(value, "the volume")));
      case HEALTHCHECK -> set(draft, "Healthcheck", Healthcheck.parse(value));
      case SHELL -> set(draft, SHELL, Words.required(value, "the shell"));
      case AUTHOR ->
        draft.document(
            draft.document().with("author", new Json.Str(Values.required(value, "the author"))));
      case CREATED ->
        draft.document(draft.document().with("created", new Json.Str(Values.time(value))));
      case PLATFORM -> setPlatform(draft, Values.platform(value));
    }
    if (leavesRow(edit.field())) {
      History.note(draft, instruction(edit.field()) + " " + value);
    }
  }

  private void unset(Draft draft, Edit.Unset edit) throws LayerliftException {
    Json.Obj document = draft.document();
    Map<String, String> annotations = Map.copyOf(draft.annotations());
    String key = Values.text(edit.key());
    switch (edit.field()) {
      case ENV -> draft.everyConfig(config -> withoutEnv(draft, config, key));
      case LABEL -> draft.everyConfig(config -> withoutMember(draft, config, LABELS, key));
      case ANNOTATION -> draft.annotations().remove(key);
      case EXPOSE -> {
        for (String port : Values.ports(key)) {
          draft.config(withoutMember(draft, draft.config(), PORTS, port));
        }
      }
      case VOLUME -> draft.config(withoutMember(draft, draft.config(), VOLUMES, key));
      case CMD -> draft.config(without(draft.config(), CMD, ESCAPED));
      case ENTRYPOINT -> draft.config(without(draft.config(), ENTRYPOINT, ESCAPED));
      case USER -> draft.config(without(draft.config(), "User"));
      case WORKDIR -> draft.config(without(draft.config(), WORKDIR));
      case STOP_SIGNAL -> draft.config(without(draft.config(), "StopSignal"));
      case HEALTHCHECK -> draft.config(without(draft.config(), "Healthcheck"));
      case SHELL -> draft.config(without(draft.config(), SHELL));
      case AUTHOR -> draft.document(draft.document().without("author"));
      case CREATED, PLATFORM ->
        throw BadEdit.of("an image can't be without " + instruction(edit.field()));
    }
    boolean same = document.equals(draft.document()) && annotations.equals(draft.annotations());
    if (same) {
      warnings.add(
          WarningCode.NOTHING_TO_UNSET,
          draft.name() + " has no " + (instruction(edit.field()) + " " + key).strip()
              + ", so nothing was removed");
    } else if (leavesRow(edit.field())) {
      History.note(draft, ("UNSET " + instruction(edit.field()) + " " + key).strip());
    }
  }

  /** Neither is an instruction of a Dockerfile. */
  private static boolean leavesRow(ConfigField field) {
    return switch (field) {
      case ANNOTATION, CREATED, PLATFORM -> false;
      default -> true;
    };
  }

  private static String instruction(ConfigField field) {
    return switch (field) {
      case STOP_SIGNAL -> "STOPSIGNAL";
      case AUTHOR -> "MAINTAINER";
      default -> field.name();
    };
  }

  private static void set(Draft draft, String field, Json value) throws LayerliftException {
    draft.config(draft.config().with(field, value));
  }

  private static void setText(Draft draft, String field, String value) throws LayerliftException {
    set(draft, field, new Json.Str(value));
  }

  private static void setEnv(Draft draft, String value) throws LayerliftException {
    Values.Pair pair = Values.pair(value, "NAME");
    List<Json> all = new ArrayList<>(array(draft, draft.config(), ENV));
    boolean found = false;
    for (int i = 0; i < all.size(); i++) {
      if (isNamed(all.get(i), pair.key())) {
        all.set(i, new Json.Str(value));
        found = true;
      }
    }
    if (!found) {
      all.add(new Json.Str(value));
    }
    set(draft, ENV, new Json.Arr(all));
  }

  private static Json.Obj withoutEnv(Draft draft, Json.Obj config, String name)
      throws LayerliftException {
    List<Json> all = new ArrayList<>(array(draft, config, ENV));
    return all.removeIf(each -> isNamed(each, name)) ? config.with(ENV, new Json.Arr(all)) : config;
  }

  private static boolean isNamed(Json variable, String name) {
    return variable instanceof Json.Str text
        && (text.value().startsWith(name + "=") || text.value().equals(name));
  }

  private static void setCommand(Draft draft, String field, String value)
      throws LayerliftException {
    List<String> words = Words.array(value);
    List<Json> command = new ArrayList<>();
    if (words == null) {
      Values.required(value, "the command");
      List<Json> shell = array(draft, draft.config(), SHELL);
      command.addAll(shell.isEmpty() ? defaultShell(draft) : shell);
      command.add(new Json.Str(value));
    } else {
      command.addAll(Json.Arr.of(words).items());
    }
    draft.config(draft.config().without(ESCAPED).with(field, new Json.Arr(command)));
  }

  private static List<Json> defaultShell(Draft draft) {
    boolean windows = new Json.Str("windows").equals(draft.document().field("os"));
    return Json.Arr.of(windows ? List.of("cmd", "/S", "/C") : List.of("/bin/sh", "-c"))
        .items();
  }

  private static void setPlatform(Draft draft, Platform platform) {
    Json.Obj document = draft
        .document()
        .with("os", new Json.Str(platform.os()))
        .with("architecture", new Json.Str(platform.architecture()));
    draft.document(
        platform.variant().isEmpty()
            ? document.without("variant")
            : document.with("variant", new Json.Str(platform.variant())));
  }

  private static void putMember(Draft draft, String field, Values.Pair pair)
      throws LayerliftException {
    Map<String, Json> members = Members.copy(draft, draft.config(), field);
    members.put(pair.key(), new Json.Str(pair.value()));
    set(draft, field, new Json.Obj(members));
  }

  private static void putKeys(Draft draft, String field, List<String> keys)
      throws LayerliftException {
    Map<String, Json> members = Members.copy(draft, draft.config(), field);
    keys.forEach(key -> members.putIfAbsent(key, new Json.Obj(Map.of())));
    set(draft, field, new Json.Obj(members));
  }

  private static Json.Obj withoutMember(Draft draft, Json.Obj config, String field, String key)
      throws LayerliftException {
    Map<String, Json> members = Members.copy(draft, config, field);
    return members.remove(key) == null ? config : config.with(field, new Json.Obj(members));
  }

  private static Json.Obj without(Json.Obj config, String... fields) {
    Json.Obj rest = config;
    for (String field : fields) {
      rest = rest.without(field);
    }
    return rest;
  }

  private static List<Json> array(Draft draft, Json.Obj config, String field)
      throws LayerliftException {
    return Members.array(draft, config, field);
  }

  private static String text(Json.Obj config, String field) {
    return config.field(field) instanceof Json.Str value ? value.value() : "";
  }
}
