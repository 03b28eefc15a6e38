package io.github.layerlift.inspect;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.ContainerStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts in an image's config that interest people. Texts are unchanged, and empty if missing.
 *
 * @param labels in the config's order
 * @param history oldest first
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md">the config</a>
 */
public record ConfigFacts(
    String created,
    String author,
    String dockerVersion,
    Map<String, String> labels,
    ContainerStart start,
    List<Step> history) {
  public ConfigFacts {
    labels = new LinkedHashMap<>(labels);
    history = List.copyOf(history);
  }

  /**
   * One item of the history.
   *
   * @param createdBy the command
   * @param empty whether it has no layer
   */
  public record Step(
      String created, String createdBy, String author, String comment, boolean empty) {}

  /**
   * Reads a config.
   *
   * @param entry the name of the file, for messages
   */
  public static ConfigFacts read(byte[] config, String entry, JsonReader json)
      throws LayerliftException {
    JsonFields view = json.read(config, entry);
    List<Step> history = new ArrayList<>();
    for (JsonFields item : view.items("history")) {
      history.add(new Step(
          item.text("created"),
          item.text("created_by"),
          item.text("author"),
          item.text("comment"),
          item.isTrue("empty_layer")));
    }
    return new ConfigFacts(
        view.text("created"),
        view.text("author"),
        view.text("docker_version"),
        labels(view),
        start(view),
        history);
  }

  private static Map<String, String> labels(JsonFields view) throws LayerliftException {
    Map<String, String> labels = new LinkedHashMap<>();
    Optional<JsonFields> config = view.field("config");
    Optional<JsonFields> given = config.isPresent() ? config.get().field("Labels") : config;
    if (given.isPresent()) {
      for (Map.Entry<String, JsonFields> label : given.get().members().entrySet()) {
        labels.put(label.getKey(), label.getValue().text());
      }
    }
    return labels;
  }

  /** Shows what can be shown: whether a config is as it should be is for others to say. */
  private static ContainerStart start(JsonFields view) throws LayerliftException {
    Optional<JsonFields> config = view.field("config");
    Map<String, Json> fields =
        config.isPresent() && config.get().isObject() ? config.get().object() : Map.of();
    return new ContainerStart(
        words(fields.get("Entrypoint")),
        words(fields.get("Cmd")),
        words(fields.get("Env")),
        String.join(" ", words(fields.get("User"))),
        String.join(" ", words(fields.get("WorkingDir"))),
        words(fields.get("ExposedPorts")),
        words(fields.get("Volumes")),
        String.join(" ", words(fields.get("StopSignal"))));
  }

  /** A text, the texts in an array, or the keys of an object. */
  private static List<String> words(@Nullable Json json) {
    if (json instanceof Json.Obj object) {
      return List.copyOf(object.fields().keySet());
    }
    List<Json> items = json instanceof Json.Arr array ? array.items() : List.of();
    List<String> words = new ArrayList<>();
    for (Json item : json instanceof Json.Str text ? List.<Json>of(text) : items) {
      if (item instanceof Json.Str word) {
        words.add(word.value());
      }
    }
    return words;
  }
}
