package io.github.layerlift.verify;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.archive.Extent;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonView;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.MalformedArchiveException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what the {@code json} of v1 layers says with a config, field by field. Knows nothing of how
 * such a config is made, so that a fault in that shows.
 */
final class V1Fields {
  private static final List<String> TEXTS =
      List.of("author", "comment", "container", "docker_version", "os", "architecture", "variant");

  /** What a container of the image gets; the rest of {@code config} is of the host that built it. */
  private static final List<String> SETTINGS = List.of(
      "User",
      "ExposedPorts",
      "Env",
      "Cmd",
      "Healthcheck",
      "ArgsEscaped",
      "Image",
      "Volumes",
      "WorkingDir",
      "Entrypoint",
      "NetworkDisabled",
      "OnBuild",
      "Labels",
      "StopSignal",
      "StopTimeout",
      "Shell",
      "Hostname",
      "Domainname",
      "Tty",
      "OpenStdin",
      "StdinOnce",
      "AttachStdin",
      "AttachStdout",
      "AttachStderr");

  private final Archive archive;
  private final Context context;

  V1Fields(Archive archive, Context context) {
    this.archive = archive;
    this.context = context;
  }

  /** What differs, each a phrase; nothing for an image that stands in its archive with a config. */
  List<String> differences(Root.Image image, JsonView config) throws LayerliftException {
    List<String> differences = new ArrayList<>();
    if (image.config() instanceof ConfigSource.Verbatim || image.layers().isEmpty()) {
      return differences;
    }
    try {
      compare(image.layers(), config, differences);
    } catch (MalformedArchiveException e) {
      differences.add(String.valueOf(e.getMessage()));
    }
    return differences;
  }

  private void compare(List<Layer> layers, JsonView config, List<String> differences)
      throws LayerliftException {
    JsonView top = json(layers.get(layers.size() - 1));
    for (String field : TEXTS) {
      String wanted = top.text(field);
      if (!wanted.isEmpty() && !wanted.equals(config.text(field))) {
        differences.add(field + " is \"" + config.text(field) + "\", and was \"" + wanted + "\"");
      }
    }
    time("created", top, config, "", differences);
    for (String part : List.of("config", "container_config")) {
      settings(part, top.field(part), config.field(part), differences);
    }
    history(layers, config.items("history"), differences);
  }

  private JsonView json(Layer layer) throws LayerliftException {
    String id = layer.v1Ids().get(0);
    Extent file = archive.find(id + "/json").orElseThrow();
    return context.json().read(file);
  }

  private static void settings(
      String part, Optional<JsonView> wanted, Optional<JsonView> found, List<String> differences)
      throws LayerliftException {
    if (wanted.isEmpty()) {
      return;
    }
    for (String setting : SETTINGS) {
      Optional<JsonView> was = wanted.get().field(setting);
      Optional<JsonView> is = found.isPresent() ? found.get().field(setting) : found;
      boolean same = was.isEmpty()
          || isNothing(was.get().json())
          || (is.isPresent() && isSame(was.get().json(), is.get().json()));
      if (!same) {
        differences.add(part + "." + setting + " is not what it was");
      }
    }
  }

  /** What Go writes for a value that was never set. */
  private static boolean isNothing(Json json) {
    return json instanceof Json.Null
        || json.equals(new Json.Bool(false))
        || json.equals(new Json.Str(""))
        || json.equals(new Json.Num("0"))
        || (json instanceof Json.Arr array && array.items().isEmpty())
        || (json instanceof Json.Obj object && object.fields().isEmpty());
  }

  /** A command may have been one string; the values of a set mean nothing. */
  private static boolean isSame(Json was, Json is) {
    if (was instanceof Json.Str text && is instanceof Json.Arr array) {
      return array.items().equals(List.of(text));
    }
    if (was instanceof Json.Obj one && is instanceof Json.Obj other) {
      return one.fields().keySet().equals(other.fields().keySet())
          && one.fields().entrySet().stream().allMatch(each -> isSameMember(each, other));
    }
    return was.equals(is);
  }

  private static boolean isSameMember(Map.Entry<String, Json> was, Json.Obj is) {
    Json other = is.fields().get(was.getKey());
    return other != null
        && (isNothing(was.getValue()) ? isNothing(other) : was.getValue().equals(other));
  }

  private void history(List<Layer> layers, List<JsonView> history, List<String> differences)
      throws LayerliftException {
    if (history.size() != layers.size()) {
      differences.add("the history has " + history.size() + " items, and there were "
          + layers.size() + " layers");
      return;
    }
    for (int i = 0; i < history.size(); i++) {
      JsonView was = json(layers.get(i));
      JsonView is = history.get(i);
      String place = "history[" + i + "].";
      for (String field : List.of("author", "comment")) {
        if (!was.text(field).equals(is.text(field))) {
          differences.add(place + field + " is not what it was");
        }
      }
      time("created", was, is, place, differences);
      if (!command(was).equals(is.text("created_by"))) {
        differences.add(place + "created_by is not the command that it was");
      }
    }
  }

  private static String command(JsonView json) throws LayerliftException {
    Optional<JsonView> config = json.field("container_config");
    Optional<JsonView> command = config.isPresent() ? config.get().field("Cmd") : config;
    if (command.isEmpty()) {
      return "";
    }
    if (!command.get().isArray()) {
      return command.get().text();
    }
    List<String> words = new ArrayList<>();
    for (JsonView word : command.get().items()) {
      words.add(word.isNull() ? "" : word.text());
    }
    return String.join(" ", words);
  }

  private static void time(
      String field, JsonView was, JsonView is, String place, List<String> differences)
      throws LayerliftException {
    String wanted = was.text(field);
    String found = is.text(field);
    if (!wanted.isEmpty() && !wanted.equals(found) && !isSameTime(wanted, found)) {
      differences.add(place + field + " is \"" + found + "\", and was \"" + wanted + "\"");
    }
  }

  private static boolean isSameTime(String one, String other) {
    try {
      return OffsetDateTime.parse(one).isEqual(OffsetDateTime.parse(other));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
