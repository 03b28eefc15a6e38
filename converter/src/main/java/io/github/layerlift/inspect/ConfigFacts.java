package io.github.layerlift.inspect;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
}
