package io.github.layerlift.verify;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonFields;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the {@code json} of v1 layers with a config, field by field. Independent of the code
 * that makes such a config, so that bugs in it are found.
 */
final class V1Fields {
  private static final List<String> TEXTS =
      List.of("author", "comment", "container", "docker_version", "os", "architecture", "variant");

  /** The settings for containers of the image; the rest of {@code config} is about the host that built it. */
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

  private static final List<String> HEALTHCHECK =
      List.of("Test", "Interval", "Timeout", "StartPeriod", "Retries");

  /** Characters of a date, such as 2014-10-01. */
  private static final int DATE = 10;

  private final Context context;

  V1Fields(Context context) {
    this.context = context;
  }

  /** What differs, each a phrase; nothing for an image whose archive has a config for it. */
  List<String> differences(Root.Image image, JsonFields config) throws LayerliftException {
    List<String> differences = new ArrayList<>();
    if (!(image.config() instanceof ConfigSource.Made made) || made.metadata().isEmpty()) {
      return differences;
    }
    try {
      compare(made.metadata(), config, differences);
    } catch (MalformedArchiveException e) {
      differences.add(String.valueOf(e.getMessage()));
    }
    return differences;
  }

  private void compare(List<Extent> metadata, JsonFields config, List<String> differences)
      throws LayerliftException {
    JsonFields top = context.json().read(metadata.get(metadata.size() - 1));
    for (String field : TEXTS) {
      String wanted = text(top, field);
      String found = text(config, field);
      if (!wanted.isEmpty() && !wanted.equals(found)) {
        differences.add(field + " is \"" + found + "\", but was \"" + wanted + "\"");
      }
    }
    time("created", top, config, "", differences);
    for (String part : List.of("config", "container_config")) {
      settings(part, top.field(part), config.field(part), differences);
    }
    history(metadata, config.items("history"), differences);
  }

  private static void settings(
      String part,
      Optional<JsonFields> wanted,
      Optional<JsonFields> found,
      List<String> differences)
      throws LayerliftException {
    if (wanted.isEmpty()) {
      return;
    }
    for (String setting : SETTINGS) {
      Optional<JsonFields> was = wanted.get().field(setting);
      Optional<JsonFields> is = found.isPresent() ? found.get().field(setting) : found;
      boolean nested =
          setting.equals("Healthcheck") && was.isPresent() && was.get().isObject();
      if (nested ? !isSameHealthcheck(was.get(), is) : !V1Values.isSame(was, is)) {
        differences.add(part + "." + setting + " has changed");
      }
    }
  }

  /** Docker keeps the fields that it knows. */
  private static boolean isSameHealthcheck(JsonFields was, Optional<JsonFields> is)
      throws LayerliftException {
    for (String field : HEALTHCHECK) {
      if (!V1Values.isSame(was.field(field), is.isPresent() ? is.get().field(field) : is)) {
        return false;
      }
    }
    return true;
  }

  private void history(List<Extent> metadata, List<JsonFields> history, List<String> differences)
      throws LayerliftException {
    if (history.size() != metadata.size()) {
      differences.add("the history has " + history.size() + " items, but there were "
          + metadata.size() + " layers");
      return;
    }
    for (int i = 0; i < history.size(); i++) {
      JsonFields was = context.json().read(metadata.get(i));
      JsonFields is = history.get(i);
      String place = "history[" + i + "].";
      for (String field : List.of("author", "comment")) {
        if (!text(was, field).equals(text(is, field))) {
          differences.add(place + field + " has changed");
        }
      }
      time("created", was, is, place, differences);
      if (!command(was).equals(text(is, "created_by"))) {
        differences.add(place + "created_by is no longer the same command");
      }
    }
  }

  private static String command(JsonFields json) throws LayerliftException {
    Optional<JsonFields> config = json.field("container_config");
    Optional<JsonFields> command = config.isPresent() ? config.get().field("Cmd") : config;
    if (command.isEmpty()) {
      return "";
    }
    if (!command.get().isArray()) {
      return V1Values.whole(command.get().text());
    }
    List<String> words = new ArrayList<>();
    for (JsonFields word : command.get().items()) {
      words.add(word.isNull() ? "" : V1Values.whole(word.text()));
    }
    return String.join(" ", words);
  }

  private static String text(JsonFields object, String field) throws LayerliftException {
    return V1Values.whole(object.text(field));
  }

  private static void time(
      String field, JsonFields was, JsonFields is, String place, List<String> differences)
      throws LayerliftException {
    String wanted = was.text(field);
    String found = is.text(field);
    if (!wanted.isEmpty() && !wanted.equals(found) && !isSameTime(wanted, found)) {
      differences.add(place + field + " is \"" + found + "\", but was \"" + wanted + "\"");
    }
  }

  private static boolean isSameTime(String one, String other) {
    try {
      return OffsetDateTime.parse(one).isEqual(OffsetDateTime.parse(other));
    } catch (DateTimeParseException e) {
      // Docker accepted some times that are not RFC 3339, and wrote them as RFC 3339
      return one.length() >= DATE && other.startsWith(one.substring(0, DATE));
    }
  }
}
