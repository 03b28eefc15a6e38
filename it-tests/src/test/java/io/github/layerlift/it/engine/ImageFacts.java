package io.github.layerlift.it.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.TreeMap;

/** What matters of an image's config, whichever engine tells it; what is empty is left out. */
public final class ImageFacts {
  private ImageFacts() {}

  /** From a config as it stands in an archive, by the names of the OCI image specification. */
  public static Map<String, JsonNode> ofConfig(JsonNode config) {
    return facts(
        config.path("os"),
        config.path("architecture"),
        config.path("config"),
        config.at("/rootfs/diff_ids"));
  }

  /** From what {@code inspect} of Docker or podman tells. */
  static Map<String, JsonNode> ofInspect(JsonNode image) {
    return facts(
        image.path("Os"),
        image.path("Architecture"),
        image.path("Config"),
        image.at("/RootFS/Layers"));
  }

  private static Map<String, JsonNode> facts(
      JsonNode os, JsonNode architecture, JsonNode config, JsonNode layers) {
    Map<String, JsonNode> facts = new TreeMap<>();
    put(facts, "os", os);
    put(facts, "architecture", architecture);
    put(facts, "layers", layers);
    for (String field : new String[] {
      "Env", "Cmd", "Entrypoint", "Labels", "User", "WorkingDir", "ExposedPorts", "Volumes"
    }) {
      put(facts, field, config.path(field));
    }
    ArrayNode arguments = JsonNodeFactory.instance.arrayNode();
    config.path("Entrypoint").forEach(arguments::add);
    config.path("Cmd").forEach(arguments::add);
    put(facts, "arguments", arguments);
    return facts;
  }

  private static void put(Map<String, JsonNode> facts, String name, JsonNode value) {
    boolean empty = value.isMissingNode()
        || value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.asText().isEmpty());
    if (!empty) {
      facts.put(name, value);
    }
  }
}
