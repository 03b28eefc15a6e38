package io.github.layerlift.cli.edit;

import static io.github.layerlift.cli.option.Heading.CONFIG;
import static io.github.layerlift.cli.option.Heading.FILES;
import static io.github.layerlift.cli.option.Heading.HISTORY;
import static io.github.layerlift.cli.option.Heading.NAMES;

import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.OptionGroups;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.Edit;
import java.util.List;

/** The options of {@code edit} that change images. They are applied in the order in which they are given. */
enum EditOption implements OptionGroups.Headed {
  TAG(NAMES, "--tag", "NAME", "Give the only image one more name.", Edit.Tag::new),
  UNTAG(NAMES, "--untag", "NAME", "Take a name away.", Edit.Untag::new),
  RENAME(NAMES, "--rename", "OLD=NEW", "Replace a name.", EditValues::rename),

  ENV("--env", "NAME=VALUE", "Set a variable.", ConfigField.ENV),
  UNSET_ENV("--unset-env", "NAME", "Remove a variable.", ConfigField.ENV),
  LABEL("--label", "KEY=VALUE", "Set a label.", ConfigField.LABEL),
  UNSET_LABEL("--unset-label", "KEY", "Remove a label.", ConfigField.LABEL),
  ANNOTATION(
      "--annotation",
      "KEY=VALUE",
      "Set an annotation of the manifest; the image ID stays.",
      ConfigField.ANNOTATION),
  UNSET_ANNOTATION("--unset-annotation", "KEY", "Remove an annotation.", ConfigField.ANNOTATION),
  CMD("--cmd", "WORDS", "Set the command: a JSON array, or text for the shell.", ConfigField.CMD),
  UNSET_CMD("--unset-cmd", "", "Remove the command.", ConfigField.CMD),
  ENTRYPOINT(
      "--entrypoint",
      "WORDS",
      "Set the entry point in the same forms. Clears the command unless --cmd comes before.",
      ConfigField.ENTRYPOINT),
  UNSET_ENTRYPOINT("--unset-entrypoint", "", "Remove the entry point.", ConfigField.ENTRYPOINT),
  USER("--user", "USER[:GROUP]", "Set the user.", ConfigField.USER),
  UNSET_USER("--unset-user", "", "Remove the user: root again.", ConfigField.USER),
  WORKDIR("--workdir", "PATH", "Set the working directory.", ConfigField.WORKDIR),
  UNSET_WORKDIR("--unset-workdir", "", "Remove the working directory.", ConfigField.WORKDIR),
  STOP_SIGNAL("--stop-signal", "SIGNAL", "Set the signal that stops it.", ConfigField.STOP_SIGNAL),
  UNSET_STOP_SIGNAL("--unset-stop-signal", "", "Remove that signal.", ConfigField.STOP_SIGNAL),
  EXPOSE("--expose", "PORT[/PROTOCOL]", "Add a port, or a range.", ConfigField.EXPOSE),
  UNSET_EXPOSE("--unset-expose", "PORT[/PROTOCOL]", "Remove a port.", ConfigField.EXPOSE),
  VOLUME("--volume", "PATH", "Add a volume.", ConfigField.VOLUME),
  UNSET_VOLUME("--unset-volume", "PATH", "Remove a volume.", ConfigField.VOLUME),
  HEALTHCHECK(
      "--healthcheck",
      "CHECK",
      "Set the health check, as in a Dockerfile: NONE, or [--interval=30s]... CMD COMMAND.",
      ConfigField.HEALTHCHECK),
  UNSET_HEALTHCHECK("--unset-healthcheck", "", "Remove the health check.", ConfigField.HEALTHCHECK),
  SHELL("--shell", "WORDS", "Set the shell: a JSON array.", ConfigField.SHELL),
  UNSET_SHELL("--unset-shell", "", "Remove the shell.", ConfigField.SHELL),
  AUTHOR("--author", "TEXT", "Set the author.", ConfigField.AUTHOR),
  UNSET_AUTHOR("--unset-author", "", "Remove the author.", ConfigField.AUTHOR),
  PLATFORM("--platform", "OS/ARCH", "Set the platform: OS/ARCH[/VARIANT].", ConfigField.PLATFORM),
  CREATED("--created", "TIME", "Set when it was created.", ConfigField.CREATED),

  ADD(FILES, "--add", "SRC=/PATH", "Add a file or a folder, in a new layer.", EditValues::add),
  ADD_TAR(
      FILES, "--add-tar", "SRC=/PATH", "Unpack a tar there, in a new layer.", EditValues::addTar),
  REMOVE(
      FILES,
      "--remove",
      "/PATH",
      "Hide a file or a folder; lower layers still hold it.",
      Edit.Remove::new),
  PURGE(
      FILES,
      "--purge",
      "/PATH",
      "Remove files from every layer, such as '/**/*.pem'.",
      pattern -> new Edit.Purge(List.of(pattern))),
  SQUASH(FILES, "--squash", "", "Merge all layers into one.", none -> new Edit.Squash(1)),
  SQUASH_FROM(
      FILES,
      "--squash-from",
      "N",
      "Merge layer N and those above it; 1 is the base.",
      EditValues::squashFrom),
  FLATTEN(
      FILES,
      "--flatten",
      "",
      "Merge all layers, and leave one row of history.",
      none -> new Edit.Flatten()),

  CLAMP_TIMES(
      HISTORY,
      "--clamp-times",
      "TIME",
      "Set all later times to this: RFC 3339, or seconds since 1970.",
      EditValues::clampTimes),
  DROP_HISTORY(
      HISTORY, "--drop-history", "", "Remove the history.", none -> new Edit.DropHistory()),
  DROP_BUILD_ARGS(
      HISTORY,
      "--drop-build-args",
      "",
      "Remove the values of build arguments from the history.",
      none -> new Edit.DropBuildArgs());

  private final Heading heading;
  private final String option;
  private final String label;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // none of them has state
  private final Maker maker;

  /** Makes an edit of an option's value, which is empty if it takes none. */
  @FunctionalInterface
  interface Maker {
    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the value isn't of the right form, with what is
     */
    Edit of(String value);
  }

  EditOption(Heading heading, String option, String label, String description, Maker maker) {
    this.heading = heading;
    this.option = option;
    this.label = label;
    this.description = description;
    this.maker = maker;
  }

  EditOption(String option, String label, String description, ConfigField field) {
    this(
        CONFIG,
        option,
        label,
        description,
        option.startsWith("--unset-")
            ? value -> new Edit.Unset(field, value)
            : value -> new Edit.Set(field, value));
  }

  @Override
  public Heading heading() {
    return heading;
  }

  String option() {
    return option;
  }

  /** What its value is called; empty if it takes none. */
  String label() {
    return label;
  }

  String description() {
    return description;
  }

  Edit edit(String value) {
    return maker.of(value);
  }
}
